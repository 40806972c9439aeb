package io.ledgersync.orchestrator.run;

import io.ledgersync.orchestrator.run.Word.Projected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One sync of one connection, and what was last said of it.
 *
 * @param attempt the newest sending; 0 before the first
 * @param priority a person waits for it
 * @param requestedAt when it was asked for
 * @param startedAt when a connector first said something of it
 * @param reading how far it has come
 * @param gaps what is not whole
 * @param projected what the store last said of it
 * @param trace the W3C traceparent of what made it start; null for runs of before traces were kept
 */
public record Run(
        String runId,
        String clientId,
        String connectionId,
        Kind kind,
        long attempt,
        boolean priority,
        Instant requestedAt,
        @Nullable Instant startedAt,
        Reading reading,
        List<Gap> gaps,
        @Nullable Projected projected,
        RunState state,
        @Nullable String trace) {

    public Run {
        gaps = List.copyOf(gaps);
    }

    /** A run that was just asked for. */
    public static Run asked(
            String runId,
            String clientId,
            String connectionId,
            Kind kind,
            boolean priority,
            Instant now,
            @Nullable String trace) {
        return new Run(
                runId,
                clientId,
                connectionId,
                kind,
                0,
                priority && kind.mayHavePriority(),
                now,
                null,
                Reading.NOTHING,
                List.of(),
                null,
                RunState.Requested.WAITING,
                trace);
    }

    /** Not ended. */
    public boolean open() {
        return state instanceof RunState.Open;
    }

    /** Keeps other runs of its connection out; one that gives way does not. */
    public boolean active() {
        return open() && !kind.givesWay();
    }

    /** Since when it waits for a place among those that are out; null when it does not. */
    public @Nullable Instant queuedAt() {
        if (state instanceof RunState.Requested requested) {
            return requested.sentAt() == null ? requestedAt : null;
        }
        return state instanceof RunState.Paused paused ? paused.queuedAt() : null;
    }

    /** Counts among the runs that connectors have at a time. */
    public boolean out() {
        return state instanceof RunState.Out out && out.quietSince() != null;
    }

    /** What it waits for, for those who look at it; null when nothing holds it up. */
    public @Nullable String waitingFor() {
        if (queuedAt() != null) {
            return "PLACE";
        }
        if (state instanceof RunState.Requested requested) {
            return requested.silent() ? RunState.Running.CONNECTOR : null;
        }
        if (state instanceof RunState.Running running) {
            return running.waitingFor();
        }
        return state instanceof RunState.Fetched ? RunState.Fetched.PROJECTION : null;
    }

    /** Documents by source type that the ledger holds, once the run is in it. */
    public Map<String, Long> entities() {
        return projected == null || !(state instanceof RunState.Completed) ? Map.of() : projected.entities();
    }

    /** How the ledger compares with the provider's trial balance, once the run is in it; null when nobody knows. */
    public @Nullable Proof proof() {
        return projected == null || !(state instanceof RunState.Completed) ? null : projected.proof();
    }

    /**
     * Sent as the next attempt: for the first time, after a pause, or after a silence.
     *
     * @throws IllegalStateException it has ended or is read already
     */
    public Run sent(long nextAttempt, Instant now) {
        RunState next;
        if (state instanceof RunState.Paused paused) {
            next = paused.resumed(now);
        } else if (state instanceof RunState.Requested requested && requested.sentAt() == null) {
            next = requested.sent(now);
        } else if (state instanceof RunState.Out out) {
            next = out.silent(now);
        } else {
            throw new IllegalStateException("Run " + runId + " is " + state.name() + " and is not sent any more");
        }
        return with(nextAttempt, priority, startedAt, reading.beforeNextAttempt(), gaps, projected, next);
    }

    /** Its time has come; it waits for a place. */
    public Run queued(Instant now) {
        return state instanceof RunState.Paused paused && paused.queuedAt() == null ? with(paused.queued(now)) : this;
    }

    /** A person waits for it now. */
    public Run hurried() {
        return priority || !open() || !kind.mayHavePriority()
                ? this
                : with(attempt, true, startedAt, reading, gaps, projected, state);
    }

    /** It steps aside for another run of its connection. */
    public Run gaveWay() {
        if (state instanceof RunState.Out out) {
            return with(out.gaveWay());
        }
        return state instanceof RunState.Paused paused ? with(paused.gaveWayAgain()) : this;
    }

    /** Its connection has ended. */
    public Run cancelled(String reason, Instant now) {
        return state instanceof RunState.Open open ? with(open.cancelled(reason, now)) : this;
    }

    /** After a word about it; the same run when the word is old, of another attempt, or not possible in its state. */
    public Run after(Word word, Instant now) {
        if (word instanceof Word.Projected said) {
            return afterProjection(said, now);
        }
        if (word.attempt() != attempt || !(state instanceof RunState.Open open)) {
            return this;
        }
        if (word instanceof Word.Progressed said) {
            return afterProgress(said, now);
        }
        if (word instanceof Word.Suspended said) {
            return afterSuspension(said);
        }
        if (word instanceof Word.Read said) {
            return afterRead(said, now);
        }
        if (state instanceof RunState.Fetched) {
            return this;
        }
        if (word instanceof Word.Broken said) {
            return with(open.broken(said.code(), said.detail(), now), said.reading());
        }
        return with(open.cancelled(((Word.GivenUp) word).reason(), now));
    }

    private Run afterProgress(Word.Progressed said, Instant now) {
        if (!reading.isOlderThan(said.reading())) {
            return this;
        }
        if (state instanceof RunState.Paused paused && paused.gaveWay()) {
            return with(state, said.reading());
        }
        return state instanceof RunState.Out out
                ? with(out.progressed(said.waitingFor(), said.estimatedEnd(), now), said.reading())
                : this;
    }

    private Run afterSuspension(Word.Suspended said) {
        if (state instanceof RunState.Paused paused && paused.gaveWay() && reading.isOlderThan(said.reading())) {
            return with(state, said.reading());
        }
        return state instanceof RunState.Out out
                ? with(out.suspended(said.reason(), said.detail(), said.resumeAt()), said.reading())
                : this;
    }

    private Run afterRead(Word.Read said, Instant now) {
        RunState.Fetched fetched;
        if (state instanceof RunState.Out out) {
            fetched = out.read(said.end(), said.watermarks(), said.readAt());
        } else if (state instanceof RunState.Paused paused && paused.gaveWay()) {
            fetched = paused.readAllTheSame(said.end(), said.watermarks(), said.readAt());
        } else {
            return this;
        }
        Run read = with(fetched, said.reading());
        return read.with(attempt, priority, read.startedAt, read.reading, said.gaps(), projected, fetched)
                .whenProjected(now);
    }

    /**
     * Sequences decide here and not attempts: the store may be ahead of what was heard, or late with an older attempt.
     */
    private Run afterProjection(Word.Projected said, Instant now) {
        if (!open() || (projected != null && projected.upTo().compareTo(said.upTo()) >= 0)) {
            return this;
        }
        return with(attempt, priority, startedAt, reading, gaps, said, state).whenProjected(now);
    }

    private Run whenProjected(Instant now) {
        if (projected == null
                || !(state instanceof RunState.Fetched fetched)
                || projected.upTo().compareTo(fetched.end()) < 0) {
            return this;
        }
        List<Gap> all = Stream.concat(gaps.stream(), projected.gaps().stream()).toList();
        return with(attempt, priority, startedAt, reading, all, projected, fetched.projected(all.isEmpty(), now));
    }

    private Run with(RunState next, Reading said) {
        Instant started = startedAt == null ? said.saidAt() : startedAt;
        return with(attempt, priority, started, reading.with(said), gaps, projected, next);
    }

    private Run with(RunState next) {
        return with(attempt, priority, startedAt, reading, gaps, projected, next);
    }

    private Run with(
            long newAttempt,
            boolean newPriority,
            @Nullable Instant newStartedAt,
            Reading newReading,
            List<Gap> newGaps,
            @Nullable Projected newProjected,
            RunState next) {
        return new Run(
                runId,
                clientId,
                connectionId,
                kind,
                newAttempt,
                newPriority,
                requestedAt,
                newStartedAt,
                newReading,
                newGaps,
                newProjected,
                next,
                trace);
    }
}
