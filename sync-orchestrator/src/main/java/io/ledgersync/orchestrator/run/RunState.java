package io.ledgersync.orchestrator.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands. What may follow is a method of the state that allows it; a state without the method does not.
 *
 * <pre>
 *                sent, silent
 *                  ┌─────┐  ┌──────┐ progressed, silent
 *                  │     ▼  │      ▼
 *   asked for ──► Requested ──► Running ──► Fetched ──► Completed
 *                     │          │  ▲ ▲        │
 *                     │          ▼  │ resumed  │
 *                     └────────► Paused ───────┤ (one that gave way may still be read)
 *                                   │          │
 *                     any of these ─┴──────────┴──► Failed(code) | Cancelled(unlinked, deleted)
 * </pre>
 */
public sealed interface RunState {

    /** The name that users see; a completed run with gaps has one of its own. */
    String name();

    /** A run that has not ended. */
    sealed interface Open extends RunState {

        default Failed broken(String code, String detail, Instant now) {
            return new Failed(code, detail, now);
        }

        default Cancelled cancelled(String reason, Instant now) {
            return new Cancelled(reason, now);
        }
    }

    /** A run that a connector has, or should have. */
    sealed interface Out extends Open {

        /** Since when nothing was said; null while the run waits to be sent. */
        @Nullable
        Instant quietSince();

        default Running progressed(@Nullable String waitingFor, @Nullable Instant estimatedEnd, Instant now) {
            return new Running(now, waitingFor, estimatedEnd);
        }

        default Paused suspended(String reason, String detail, Instant resumeAt) {
            return new Paused(reason, detail, resumeAt, null);
        }

        default Paused gaveWay() {
            return new Paused(Paused.GAVE_WAY, "Another run of this connection goes first.", null, null);
        }

        default Fetched read(Sequence end, Map<String, String> watermarks, Instant readAt) {
            return new Fetched(end, watermarks, readAt);
        }

        /** The state after it was sent once more because nothing had been said for too long. */
        Out silent(Instant now);
    }

    /** A run that is over. */
    sealed interface Ended extends RunState {
        Instant endedAt();
    }

    /**
     * Asked for; not yet taken by a connector.
     *
     * @param sentAt when it was last sent; null while it waits for a place
     * @param silent it was sent before and nothing was said of it
     */
    record Requested(@Nullable Instant sentAt, boolean silent) implements Out {

        /** As it begins. */
        static final Requested WAITING = new Requested(null, false);

        @Override
        public String name() {
            return "REQUESTED";
        }

        @Override
        public @Nullable Instant quietSince() {
            return sentAt;
        }

        Requested sent(Instant now) {
            return new Requested(now, silent);
        }

        @Override
        public Requested silent(Instant now) {
            return new Requested(now, true);
        }
    }

    /**
     * A connector works on it.
     *
     * @param heardAt when something was last said of it
     * @param waitingFor what it waits for; null when calls are in flight
     */
    record Running(
            Instant heardAt,
            @Nullable String waitingFor,
            @Nullable Instant estimatedEnd) implements Out {

        /** What a run waits for that was sent again and of which nothing was said since. */
        public static final String CONNECTOR = "CONNECTOR";

        @Override
        public String name() {
            return "RUNNING";
        }

        @Override
        public Instant quietSince() {
            return heardAt;
        }

        @Override
        public Running silent(Instant now) {
            return new Running(now, CONNECTOR, null);
        }
    }

    /**
     * It waits long, outside its connector.
     *
     * @param resumeAt when it goes on by itself; null for one that gave way: when the other has ended
     * @param queuedAt since when it waits for a place to go on; null before its time has come
     */
    record Paused(
            String reason,
            String detail,
            @Nullable Instant resumeAt,
            @Nullable Instant queuedAt) implements Open {

        /** The reason of a run that stepped aside for another one of its connection. */
        public static final String GAVE_WAY = "REPLACED";

        /** The reason of a run that only lacks the part of the day's budget which is kept for people who wait. */
        public static final String RESERVE = "RESERVE";

        @Override
        public String name() {
            return "PAUSED";
        }

        Paused queued(Instant now) {
            return new Paused(reason, detail, resumeAt, now);
        }

        Running resumed(Instant now) {
            return new Running(now, Running.CONNECTOR, null);
        }

        /** One that gave way may have come to its end before its connector took the other run. */
        Fetched readAllTheSame(Sequence end, Map<String, String> watermarks, Instant readAt) {
            return new Fetched(end, watermarks, readAt);
        }

        /** It steps aside once more, for another run that came before it could go on. */
        Paused gaveWayAgain() {
            return new Paused(GAVE_WAY, detail, null, null);
        }

        boolean gaveWay() {
            return reason.equals(GAVE_WAY) && resumeAt == null;
        }
    }

    /** All is read and published; the store has not yet written it. */
    record Fetched(Sequence end, Map<String, String> watermarks, Instant readAt) implements Open {

        /** What such a run waits for. */
        public static final String PROJECTION = "PROJECTION";

        public Fetched {
            watermarks = Map.copyOf(watermarks);
        }

        @Override
        public String name() {
            return "FETCHED";
        }

        Completed projected(boolean whole, Instant now) {
            return new Completed(whole, watermarks, readAt, now);
        }
    }

    /**
     * All is read and can be read from the ledger store.
     *
     * @param whole nothing is missing
     * @param watermarks where the next incremental run begins
     * @param readAt up to when the ledger is now complete
     */
    record Completed(boolean whole, Map<String, String> watermarks, Instant readAt, Instant endedAt) implements Ended {

        @Override
        public String name() {
            return whole ? "COMPLETED" : "COMPLETED_WITH_GAPS";
        }
    }

    /** It ended before its end was reached. */
    record Failed(String code, String detail, Instant endedAt) implements Ended {

        @Override
        public String name() {
            return "FAILED";
        }
    }

    /** Its connection ended. */
    record Cancelled(String reason, Instant endedAt) implements Ended {

        @Override
        public String name() {
            return "CANCELLED";
        }
    }
}
