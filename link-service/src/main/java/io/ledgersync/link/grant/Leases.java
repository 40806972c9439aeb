package io.ledgersync.link.grant;

import io.ledgersync.link.LinkMetrics;
import io.ledgersync.link.Provider;
import io.ledgersync.link.provider.Providers;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Access tokens for connectors; a token endpoint that hangs holds up its own provider's refreshes and nothing else. */
public final class Leases implements AutoCloseable {
    private static final int REFRESHES_AT_ONCE = 4;
    private static final int REFRESHES_WAITING = 10_000;
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final Grants grants;
    private final Refresher refresher;
    private final Clock clock;
    private final LinkMetrics metrics;
    private final Map<UUID, CompletableFuture<Lease>> refreshing = new ConcurrentHashMap<>();
    private final Map<Provider, ThreadPoolExecutor> workers = new EnumMap<>(Provider.class);

    public Leases(
            Grants grants, Providers providers, TransactionTemplate transactions, Clock clock, LinkMetrics metrics) {
        this.grants = grants;
        this.refresher = new Refresher(grants, providers, transactions, clock, metrics);
        this.clock = clock;
        this.metrics = metrics;
        for (Provider provider : Provider.values()) {
            workers.put(provider, pool("refresh-" + provider.path()));
        }
    }

    /**
     * A token for a connection.
     *
     * @param refused the token that the provider refused; null when none was
     */
    public CompletableFuture<Lease> lease(UUID connectionId, @Nullable String refused) {
        Optional<Grant> found = grants.ofConnection(connectionId);
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(new Lease.Ended());
        }
        Grant grant = found.get();
        boolean good = grant.broken() == null
                && !grant.tokens().accessToken().equals(refused)
                && grant.tokens().freshAt(clock.instant());
        CompletableFuture<Lease> answer = good
                ? CompletableFuture.completedFuture(new Lease.Granted(
                        grant.tokens().accessToken(), grant.tokens().expiresAt()))
                : refresh(grant, refused);
        return answer.whenComplete((lease, failure) -> metrics.lease(
                grant.provider(),
                failure == null ? lease.getClass().getSimpleName().toLowerCase(Locale.ROOT) : "failed"));
    }

    Refresher refresher() {
        return refresher;
    }

    /** All who wait for the same grant get the same answer; one of them asks. */
    private CompletableFuture<Lease> refresh(Grant grant, @Nullable String refused) {
        CompletableFuture<Lease> mine = new CompletableFuture<>();
        CompletableFuture<Lease> running = refreshing.putIfAbsent(grant.id(), mine);
        if (running != null) {
            return running.thenCompose(lease -> lease instanceof Lease.Granted granted
                            && granted.accessToken().equals(refused)
                    ? refresh(grant, refused)
                    : CompletableFuture.completedFuture(lease));
        }
        mine.whenComplete((lease, failure) -> refreshing.remove(grant.id(), mine));
        try {
            worker(grant.provider()).execute(() -> {
                try {
                    Lease lease = refresher.refresh(grant.id(), refused);
                    refreshing.remove(grant.id(), mine);
                    mine.complete(lease);
                } catch (RuntimeException e) {
                    mine.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            mine.complete(new Lease.Unavailable(BUSY, "Too many tokens are being renewed"));
        }
        return mine;
    }

    private ThreadPoolExecutor worker(Provider provider) {
        ThreadPoolExecutor worker = workers.get(provider);
        if (worker == null) {
            throw new IllegalStateException("no worker for " + provider);
        }
        return worker;
    }

    private static ThreadPoolExecutor pool(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                REFRESHES_AT_ONCE,
                REFRESHES_AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(REFRESHES_WAITING),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        workers.values().forEach(ThreadPoolExecutor::shutdown);
        for (ThreadPoolExecutor worker : workers.values()) {
            try {
                // A refresh that is cut off may lose the token that the provider has just made.
                worker.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
