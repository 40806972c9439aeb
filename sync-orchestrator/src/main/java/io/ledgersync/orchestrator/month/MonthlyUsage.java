package io.ledgersync.orchestrator.month;

import io.ledgersync.orchestrator.run.Provider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each connection has used in each calendar month, in UTC. */
public final class MonthlyUsage {

    private final JdbcClient jdbc;

    public MonthlyUsage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds to a connection's month; part of the transaction in which the word about it is entered. */
    public void add(String connectionId, Provider provider, Used used, Instant now) {
        if (used.equals(Used.NOTHING)) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO monthly_usage (month, connection_id, provider, calls, questions, bytes)
                        VALUES (:month, :connection, :provider, :calls, :questions, :bytes)
                        ON CONFLICT (month, connection_id) DO UPDATE SET
                            calls = monthly_usage.calls + excluded.calls,
                            questions = greatest(monthly_usage.questions, monthly_usage.calls) + excluded.questions,
                            bytes = monthly_usage.bytes + excluded.bytes""")
                .param("month", month(now))
                .param("connection", connectionId)
                .param("provider", provider.name())
                .param("calls", used.calls())
                .param("questions", used.questions())
                .param("bytes", used.bytes())
                .update();
    }

    /** What all connections of a provider have used in the month of this moment. */
    public Used ofApp(Provider provider, Instant now) {
        return jdbc.sql("""
                        SELECT coalesce(sum(calls), 0) AS calls,
                            coalesce(sum(greatest(questions, calls)), 0) AS questions,
                            coalesce(sum(bytes), 0) AS bytes
                        FROM monthly_usage WHERE month = :month AND provider = :provider""")
                .param("month", month(now))
                .param("provider", provider.name())
                .query(MonthlyUsage::used)
                .single();
    }

    /** What one connection has used in the month of this moment. */
    public Used of(String connectionId, Instant now) {
        return jdbc.sql("""
                        SELECT calls, greatest(questions, calls) AS questions, bytes
                        FROM monthly_usage WHERE month = :month AND connection_id = :connection""")
                .param("month", month(now))
                .param("connection", connectionId)
                .query(MonthlyUsage::used)
                .optional()
                .orElse(Used.NOTHING);
    }

    private static Used used(ResultSet row, int number) throws SQLException {
        return new Used(row.getLong("calls"), row.getLong("questions"), row.getLong("bytes"));
    }

    /** When the month of this moment is over. */
    public static Instant end(Instant now) {
        return month(now).plusMonths(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static LocalDate month(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }
}
