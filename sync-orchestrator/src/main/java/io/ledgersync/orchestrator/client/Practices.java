package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.plan.NightWindow;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The practices' own settings. */
public final class Practices {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final NightWindow usual;
    private final Clock clock;

    /** @param usual for practices that have said nothing */
    public Practices(JdbcClient jdbc, TransactionOperations transactions, NightWindow usual, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.usual = usual;
        this.clock = clock;
    }

    /** When the practice's clients are synced by themselves. */
    public NightWindow nights(String practiceId) {
        return jdbc.sql("SELECT * FROM practices WHERE id = :id")
                .param("id", practiceId)
                .query((row, number) -> new NightWindow(
                        ZoneId.of(row.getString("time_zone")),
                        row.getInt("night_from"),
                        row.getInt("night_hours"),
                        row.getBoolean("paused")))
                .optional()
                .orElse(usual);
    }

    /** Changes the practice's nights; its clients' next ones are planned anew, one after the other. */
    public void change(String practiceId, NightWindow nights, ClientFiles files) {
        transactions.executeWithoutResult(change -> jdbc.sql("""
                        INSERT INTO practices (id, time_zone, night_from, night_hours, paused, changed_at)
                        VALUES (:id, :zone, :from, :hours, :paused, :now)
                        ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, night_from = excluded.night_from,
                            night_hours = excluded.night_hours, paused = excluded.paused, changed_at = excluded.changed_at""")
                .param("id", practiceId)
                .param("zone", nights.zone().getId())
                .param("from", nights.fromHour())
                .param("hours", nights.hours())
                .param("paused", nights.paused())
                .param("now", RunRows.timestamp(clock.instant()))
                .update());
        for (String clientId : linked(practiceId)) {
            files.open(clientId, file -> {
                file.replanNight();
                return clientId;
            });
        }
    }

    private List<String> linked(String practiceId) {
        return jdbc.sql("SELECT client_id FROM connections WHERE practice_id = :practice AND live")
                .param("practice", practiceId)
                .query(String.class)
                .list();
    }
}
