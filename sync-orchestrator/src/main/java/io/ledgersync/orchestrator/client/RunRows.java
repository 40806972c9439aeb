package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.run.Gap;
import io.ledgersync.orchestrator.run.Kind;
import io.ledgersync.orchestrator.run.Reading;
import io.ledgersync.orchestrator.run.Run;
import io.ledgersync.orchestrator.run.RunState;
import io.ledgersync.orchestrator.run.Sequence;
import io.ledgersync.orchestrator.run.Word;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The table of runs. */
final class RunRows {

    private static final TypeReference<List<Gap>> GAPS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    RunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How a run was read to its end. */
    private record Finish(Sequence end, Map<String, String> watermarks, Instant readAt) {}

    List<TrackedRun> open(String clientId) {
        return jdbc.sql("SELECT * FROM runs WHERE client_id = :client AND ended_at IS NULL ORDER BY ordinal")
                .param("client", clientId)
                .query((row, number) ->
                        TrackedRun.kept(run(row), instant(row, "announced_at"), row.getBoolean("announcement_owed")))
                .list();
    }

    void write(TrackedRun tracked, Connection connection) {
        Run run = tracked.run();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", run.runId());
        columns.put("client", run.clientId());
        columns.put("practice", connection.practiceId());
        columns.put("connection", run.connectionId());
        columns.put("provider", connection.provider().name());
        columns.put("kind", run.kind().name());
        columns.put("state", run.state().name());
        columns.put("attempt", run.attempt());
        columns.put("priority", run.priority());
        columns.put("requestedAt", timestamp(run.requestedAt()));
        columns.put("startedAt", timestamp(run.startedAt()));
        columns.put("queuedAt", timestamp(run.queuedAt()));
        columns.put("reading", Json.write(run.reading()));
        columns.put("gaps", Json.write(run.gaps()));
        columns.put("projected", Json.write(run.projected()));
        columns.put("announcedAt", timestamp(tracked.announcedAt()));
        columns.put("owed", tracked.owed());
        columns.put("trace", run.trace());
        columns.putAll(columnsOf(run.state()));
        jdbc.sql("""
                        INSERT INTO runs (id, client_id, practice_id, connection_id, provider, kind, state, attempt, priority, requested_at,
                            started_at, ended_at, queued_at, quiet_since, silent, waiting_for, estimated_end, pause_reason, resume_at,
                            error_code, detail, reading, gaps, finish, projected, announced_at, announcement_owed,
                            trace)
                        VALUES (:id, :client, :practice, :connection, :provider, :kind, :state, :attempt, :priority, :requestedAt,
                            :startedAt, :endedAt, :queuedAt, :quietSince, :silent, :waitingFor, :estimatedEnd, :pauseReason, :resumeAt,
                            :errorCode, :detail, :reading::jsonb, :gaps::jsonb, :finish::jsonb, :projected::jsonb, :announcedAt, :owed,
                            :trace)
                        ON CONFLICT (id) DO UPDATE SET state = excluded.state, attempt = excluded.attempt, priority = excluded.priority,
                            started_at = excluded.started_at, ended_at = excluded.ended_at, queued_at = excluded.queued_at,
                            quiet_since = excluded.quiet_since, silent = excluded.silent, waiting_for = excluded.waiting_for,
                            estimated_end = excluded.estimated_end, pause_reason = excluded.pause_reason, resume_at = excluded.resume_at,
                            error_code = excluded.error_code, detail = excluded.detail, reading = excluded.reading, gaps = excluded.gaps,
                            finish = excluded.finish, projected = excluded.projected, announced_at = excluded.announced_at,
                            announcement_owed = excluded.announcement_owed""").params(columns).update();
    }

    void purge(String clientId) {
        jdbc.sql("DELETE FROM runs WHERE client_id = :client")
                .param("client", clientId)
                .update();
    }

    private static Map<String, @Nullable Object> columnsOf(RunState state) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        for (String column : List.of(
                "endedAt",
                "quietSince",
                "waitingFor",
                "estimatedEnd",
                "pauseReason",
                "resumeAt",
                "errorCode",
                "detail",
                "finish")) {
            columns.put(column, null);
        }
        columns.put("silent", state instanceof RunState.Requested requested && requested.silent());
        if (state instanceof RunState.Out out) {
            columns.put("quietSince", timestamp(out.quietSince()));
        }
        if (state instanceof RunState.Ended ended) {
            columns.put("endedAt", timestamp(ended.endedAt()));
        }
        if (state instanceof RunState.Running running) {
            columns.put("waitingFor", running.waitingFor());
            columns.put("estimatedEnd", timestamp(running.estimatedEnd()));
        } else if (state instanceof RunState.Paused paused) {
            columns.put("pauseReason", paused.reason());
            columns.put("detail", paused.detail());
            columns.put("resumeAt", timestamp(paused.resumeAt()));
        } else if (state instanceof RunState.Fetched fetched) {
            columns.put("finish", Json.write(new Finish(fetched.end(), fetched.watermarks(), fetched.readAt())));
        } else if (state instanceof RunState.Completed completed) {
            Sequence nowhere = new Sequence(0, 0, 0);
            columns.put("finish", Json.write(new Finish(nowhere, completed.watermarks(), completed.readAt())));
        } else if (state instanceof RunState.Failed failed) {
            columns.put("errorCode", failed.code());
            columns.put("detail", failed.detail());
        } else if (state instanceof RunState.Cancelled cancelled) {
            columns.put("detail", cancelled.reason());
        }
        return columns;
    }

    static Run run(ResultSet row) throws SQLException {
        String projected = row.getString("projected");
        return new Run(
                row.getString("id"),
                row.getString("client_id"),
                row.getString("connection_id"),
                Kind.valueOf(row.getString("kind")),
                row.getLong("attempt"),
                row.getBoolean("priority"),
                required(row, "requested_at"),
                instant(row, "started_at"),
                Json.read(row.getString("reading"), Reading.class),
                Json.read(row.getString("gaps"), GAPS),
                projected == null ? null : Json.read(projected, Word.Projected.class),
                state(row),
                row.getString("trace"));
    }

    private static RunState state(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return switch (state) {
            case "REQUESTED" -> new RunState.Requested(instant(row, "quiet_since"), row.getBoolean("silent"));
            case "RUNNING" ->
                new RunState.Running(
                        required(row, "quiet_since"), row.getString("waiting_for"), instant(row, "estimated_end"));
            case "PAUSED" ->
                new RunState.Paused(
                        row.getString("pause_reason"),
                        row.getString("detail"),
                        instant(row, "resume_at"),
                        instant(row, "queued_at"));
            case "FETCHED" -> {
                Finish finish = Json.read(row.getString("finish"), Finish.class);
                yield new RunState.Fetched(finish.end(), finish.watermarks(), finish.readAt());
            }
            case "COMPLETED", "COMPLETED_WITH_GAPS" -> {
                Finish finish = Json.read(row.getString("finish"), Finish.class);
                yield new RunState.Completed(
                        state.equals("COMPLETED"), finish.watermarks(), finish.readAt(), required(row, "ended_at"));
            }
            case "FAILED" ->
                new RunState.Failed(row.getString("error_code"), row.getString("detail"), required(row, "ended_at"));
            case "CANCELLED" -> new RunState.Cancelled(row.getString("detail"), required(row, "ended_at"));
            default ->
                throw new IllegalStateException("Run " + row.getString("id") + " has the unknown state " + state);
        };
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    static Instant required(ResultSet row, String column) throws SQLException {
        Instant value = instant(row, column);
        if (value == null) {
            throw new IllegalStateException("Column " + column + " of run " + row.getString("id") + " is empty");
        }
        return value;
    }

    static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
