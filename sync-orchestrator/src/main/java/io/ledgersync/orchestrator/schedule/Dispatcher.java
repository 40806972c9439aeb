package io.ledgersync.orchestrator.schedule;

import io.ledgersync.orchestrator.OrchestratorMetrics;
import io.ledgersync.orchestrator.client.ClientFiles;
import io.ledgersync.orchestrator.month.Months;
import io.ledgersync.orchestrator.plan.Places;
import io.ledgersync.orchestrator.run.Provider;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends runs without priority as far as there are places, who waits longest first; one replica at a time for each
 * provider.
 */
final class Dispatcher {

    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ClientFiles files;
    private final Places places;
    private final Months months;
    private final OrchestratorMetrics metrics;

    Dispatcher(
            JdbcClient jdbc,
            TransactionOperations transactions,
            ClientFiles files,
            Places places,
            Months months,
            OrchestratorMetrics metrics) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.files = files;
        this.places = places;
        this.months = months;
        this.metrics = metrics;
    }

    /** Sends some of those that wait; true when more might be sent at once. */
    boolean dispatch(Provider provider) {
        if (months.spent(provider)) {
            return false;
        }
        return Boolean.TRUE.equals(transactions.execute(sending -> {
            if (!somebodyWaits(provider) || !tryLock(provider)) {
                return false;
            }
            Places.Taken taken = taken(provider);
            List<Places.Waiting> waiting = new ArrayList<>(waiting(provider, true, places.freeForHeavy(taken)));
            waiting.addAll(waiting(provider, false, places.free(taken)));
            List<Places.Waiting> chosen = places.choose(taken, waiting);
            for (Places.Waiting one : chosen) {
                files.open(one.clientId(), file -> {
                    file.dispatch(one.runId());
                    return one;
                });
            }
            return !chosen.isEmpty();
        }));
    }

    /** Tells the metrics how full it is. */
    void measure(Provider provider) {
        months.measure(provider);
        metrics.places(
                provider,
                taken(provider).all(),
                jdbc.sql("SELECT count(*) FROM runs WHERE provider = :provider AND queued_at IS NOT NULL")
                        .param("provider", provider.name())
                        .query(Integer.class)
                        .single());
    }

    private boolean somebodyWaits(Provider provider) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM runs WHERE provider = :provider AND queued_at IS NOT NULL)")
                .param("provider", provider.name())
                .query(Boolean.class)
                .single();
    }

    /** Taken before any client's row, and never waited for: nothing can wait in a circle. */
    private boolean tryLock(Provider provider) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtext('dispatch'), hashtext(:provider))")
                .param("provider", provider.name())
                .query(Boolean.class)
                .single();
    }

    private Places.Taken taken(Provider provider) {
        return jdbc.sql("""
                        SELECT count(*) AS every, count(*) FILTER (WHERE kind <> 'INCREMENTAL') AS heavy
                        FROM runs WHERE provider = :provider AND quiet_since IS NOT NULL AND NOT priority""")
                .param("provider", provider.name())
                .query((row, number) -> new Places.Taken(row.getInt("every"), row.getInt("heavy")))
                .single();
    }

    private List<Places.Waiting> waiting(Provider provider, boolean heavy, int most) {
        return jdbc.sql("""
                        SELECT runs.id, runs.client_id, runs.queued_at FROM runs JOIN clients ON clients.id = runs.client_id
                        WHERE runs.provider = :provider AND runs.queued_at IS NOT NULL AND (runs.kind <> 'INCREMENTAL') = :heavy
                        ORDER BY runs.queued_at LIMIT :most FOR UPDATE OF clients SKIP LOCKED""")
                .param("provider", provider.name())
                .param("heavy", heavy)
                .param("most", Math.min(most, AT_ONCE))
                .query((row, number) -> new Places.Waiting(
                        row.getString("client_id"),
                        row.getString("id"),
                        heavy,
                        row.getTimestamp("queued_at").toInstant()))
                .list();
    }
}
