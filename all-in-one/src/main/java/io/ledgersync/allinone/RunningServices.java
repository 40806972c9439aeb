package io.ledgersync.allinone;

import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The services of this process, each in a context of its own, started side by side and stopped in order. */
public final class RunningServices implements AutoCloseable {
    private static final int SIDE_BY_SIDE = 3;

    private final Map<Service, ConfigurableApplicationContext> contexts = new EnumMap<>(Service.class);

    private final Clock clock;

    private RunningServices(Clock clock) {
        this.clock = clock;
    }

    /** Starts services and waits until they are ready; when one cannot start, those that have are stopped again. */
    static RunningServices start(Deployment deployment, Set<Service> wanted, Clock clock) {
        // The process has set up its log: each service would do it anew, and two at once trip each other up.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        RunningServices running = new RunningServices(clock);
        ExecutorService starters = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<CompletableFuture<Void>> starts = wanted.stream()
                    .map(service ->
                            CompletableFuture.runAsync(() -> running.start(service, deployment.of(service)), starters))
                    .toList();
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
            Readiness readiness = new Readiness();
            wanted.forEach(service -> readiness.await(service, deployment.url(service)));
            return running;
        } catch (RuntimeException failed) {
            running.close();
            throw failed;
        } finally {
            starters.shutdown();
        }
    }

    private void start(Service service, Map<String, String> properties) {
        Map<String, Object> configuration = new LinkedHashMap<>(properties);
        ConfigurableApplicationContext context = service.application()
                // One process stops its services in order, by itself.
                .registerShutdownHook(false)
                .initializers(this::lendClock)
                .run(configuration.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
        synchronized (contexts) {
            contexts.put(service, context);
        }
    }

    private void lendClock(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context)
                .registerBean("clockOfThisProcess", Clock.class, () -> clock, bean -> bean.setPrimary(true));
    }

    /** Stops one service. */
    public void stop(Service service) {
        ConfigurableApplicationContext context;
        synchronized (contexts) {
            context = contexts.remove(service);
        }
        if (context != null) {
            context.close();
        }
    }

    /** Starts one more, or one again. */
    public void start(Service service, Deployment deployment) {
        start(service, deployment.of(service));
    }

    @Override
    public void close() {
        stop(Service.GATEWAY);
        stopSideBySide(Service.XERO_CONNECTOR, Service.QBO_CONNECTOR);
        stopSideBySide(Service.SYNC_ORCHESTRATOR, Service.LEDGER_STORE, Service.LINK_SERVICE);
    }

    private void stopSideBySide(Service... services) {
        CompletableFuture.allOf(Stream.of(services)
                        .map(service -> CompletableFuture.runAsync(
                                () -> stop(service), stop -> new Thread(stop, "stop").start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
