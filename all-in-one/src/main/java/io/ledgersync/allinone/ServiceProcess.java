package io.ledgersync.allinone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service as a JVM of its own, so that it can be measured alone and killed as a machine dies. */
public final class ServiceProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Service service;
    private final int port;
    private final Process process;
    private final Path log;

    private ServiceProcess(Service service, int port, Process process, Path log) {
        this.service = service;
        this.port = port;
        this.process = process;
        this.log = log;
    }

    /** Starts a service as it is deployed. */
    public static ServiceProcess start(Service service, Deployment deployment, Path logs) {
        return start(service, deployment.of(service), logs);
    }

    /** Starts a service with a configuration of its own; what it writes goes to a file in the folder of logs. */
    public static ServiceProcess start(Service service, Map<String, String> properties, Path logs) {
        Path log = logs.resolve(service.key() + "-" + System.nanoTime() + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-cp",
                System.getProperty("java.class.path"),
                service.main().getName()));
        // As arguments the secrets would be seen by everybody on the machine; the environment is the owner's.
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Map<String, String> environment = new HashMap<>();
        properties.forEach((key, value) -> environment.put(
                key.toUpperCase(java.util.Locale.ROOT).replace("-", "").replace('.', '_'), value));
        builder.environment().putAll(environment);
        try {
            return new ServiceProcess(service, Integer.parseInt(properties.get("server.port")), builder.start(), log);
        } catch (IOException failed) {
            throw new UncheckedIOException(service.key(), failed);
        }
    }

    /** Whether it answers that it lives. */
    public boolean isUp() {
        if (!process.isAlive()) {
            throw new IllegalStateException(service.key() + " has ended by itself:\n" + tail());
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/actuator/health/liveness"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Kills it, now. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Lets it end in order. */
    @Override
    public void close() {
        process.destroy();
        if (!await()) {
            process.destroyForcibly();
        }
    }

    private boolean await() {
        try {
            return process.waitFor(15, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
