package io.ledgersync.orchestrator.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ledgersync.orchestrator.client.RunHistory;
import io.ledgersync.orchestrator.month.Months;
import io.ledgersync.orchestrator.month.Used;
import io.ledgersync.orchestrator.run.ErrorCode;
import io.ledgersync.orchestrator.run.Gap;
import io.ledgersync.orchestrator.run.Run;
import io.ledgersync.orchestrator.run.RunState;
import io.ledgersync.orchestrator.run.StreamCount;
import io.ledgersync.orchestrator.run.Usage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as its users see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
        String runId,
        String clientId,
        String connectionId,
        String provider,
        String organisationId,
        String organisationName,
        String kind,
        String state,
        boolean priority,
        long attempt,
        List<StreamCount> streams,
        long calls,
        long throttled,
        long bytes,
        @Nullable Long dayRemaining,
        @Nullable Long minuteRemaining,
        Month month,
        List<Gap> gaps,
        Map<String, Long> entities,
        @Nullable ProofView proof,
        @Nullable String waitingFor,
        @Nullable String pauseReason,
        @Nullable Instant resumeAt,
        @Nullable Instant estimatedEnd,
        @Nullable Trouble error,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant lastSyncedAt) {

    /**
     * What was used this month, in UTC.
     *
     * @param calls calls of this connection
     * @param questions those that travelled in them: as how many calls the provider meters them at most
     * @param bytes bytes of answers of this connection
     * @param appPercent how much of the app's month all connections together have used; 0 where it is not limited
     * @param appPercentAtMost the same should the provider meter each question of a call
     */
    record Month(long calls, long questions, long bytes, int appPercent, int appPercentAtMost) {}

    /**
     * Why a run failed or is paused, in words for its users.
     *
     * @param type stable address of this kind of error
     * @param detail what exactly happened, for support
     * @param retriedBySystem nobody has to do anything
     * @param retryAt when the system goes on; null when it does not, or does so at its next night
     * @param reference what to tell support
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Trouble(
            String code,
            String type,
            String title,
            String explanation,
            String whatToDo,
            String detail,
            boolean retriedBySystem,
            @Nullable Instant retryAt,
            String reference,
            @Nullable URI supportUrl) {

        private static Trouble of(
                String code, String detail, @Nullable Instant retryAt, String runId, @Nullable URI support) {
            ErrorCode error = ErrorCode.of(code);
            return new Trouble(
                    error.name(),
                    error.type(),
                    error.title(),
                    error.explanation(),
                    error.whatToDo(),
                    detail,
                    error.retriedBySystem(),
                    retryAt,
                    runId,
                    support);
        }
    }

    /** @param support where users find help; null when nothing is configured */
    static RunView of(RunHistory.Entry entry, Months months, @Nullable URI support) {
        Run run = entry.run();
        Used used = months.of(run.connectionId());
        boolean monthSpent = run.queuedAt() != null && months.spent(entry.provider());
        Usage usage = run.reading().usage();
        RunState state = run.state();
        RunState.@Nullable Paused paused = state instanceof RunState.Paused pausing ? pausing : null;
        return new RunView(
                run.runId(),
                run.clientId(),
                run.connectionId(),
                entry.provider().name(),
                entry.organisationId(),
                entry.organisationName(),
                run.kind().name(),
                state.name(),
                run.priority(),
                run.attempt(),
                run.reading().streams(),
                usage.calls(),
                usage.throttled(),
                usage.bytes(),
                usage.dayRemaining(),
                usage.minuteRemaining(),
                new Month(
                        used.calls(),
                        used.questions(),
                        used.bytes(),
                        months.percent(entry.provider()),
                        months.percentAtMost(entry.provider())),
                run.gaps(),
                run.entities(),
                ProofView.of(run.proof()),
                monthSpent ? "MONTH" : run.waitingFor(),
                paused == null ? null : paused.reason(),
                paused == null ? null : paused.resumeAt(),
                state instanceof RunState.Running running ? running.estimatedEnd() : null,
                trouble(run, support),
                run.requestedAt(),
                run.startedAt(),
                state instanceof RunState.Ended ended ? ended.endedAt() : null,
                entry.lastSyncedAt());
    }

    private static @Nullable Trouble trouble(Run run, @Nullable URI support) {
        if (run.state() instanceof RunState.Failed failed) {
            return Trouble.of(failed.code(), failed.detail(), null, run.runId(), support);
        }
        return run.state() instanceof RunState.Paused paused
                ? Trouble.of(reason(run, paused), paused.detail(), paused.resumeAt(), run.runId(), support)
                : null;
    }

    /** Nobody can hurry a first run: for its users the day's calls are used up. */
    private static String reason(Run run, RunState.Paused paused) {
        boolean kept =
                paused.reason().equals(RunState.Paused.RESERVE) && !run.kind().mayHavePriority();
        return kept ? ErrorCode.DAILY_LIMIT.name() : paused.reason();
    }
}
