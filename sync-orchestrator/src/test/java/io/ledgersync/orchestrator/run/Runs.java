package io.ledgersync.orchestrator.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs and words for tests. */
public final class Runs {

    public static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    public static final long ATTEMPT = 7;
    public static final String RUN = "run-1";
    public static final String CLIENT = "client-1";

    private Runs() {}

    /** A run in each state, by name. */
    public static Run in(String state, Kind kind) {
        Run asked = Run.asked(RUN, CLIENT, "connection-1", kind, false, T0, null);
        Run sent = asked.sent(ATTEMPT, T0);
        return switch (state) {
            case "WAITING" -> asked;
            case "REQUESTED" -> sent;
            case "RUNNING" -> sent.after(progressed(ATTEMPT, 1), T0.plusSeconds(1));
            case "PAUSED" ->
                sent.after(progressed(ATTEMPT, 1), T0.plusSeconds(1))
                        .after(suspended(ATTEMPT, "DAILY_LIMIT"), T0.plusSeconds(2));
            case "GAVE_WAY" ->
                sent.after(progressed(ATTEMPT, 1), T0.plusSeconds(1)).gaveWay();
            case "FETCHED" -> sent.after(read(ATTEMPT, List.of()), T0.plusSeconds(3));
            case "COMPLETED" ->
                sent.after(read(ATTEMPT, List.of()), T0.plusSeconds(3)).after(projected(ATTEMPT, 9), T0.plusSeconds(4));
            case "FAILED" -> sent.after(broken(ATTEMPT), T0.plusSeconds(3));
            case "CANCELLED" -> sent.cancelled("UNLINKED", T0.plusSeconds(3));
            default -> throw new IllegalArgumentException(state);
        };
    }

    public static Word word(String name, long attempt) {
        return switch (name) {
            case "progressed" -> progressed(attempt, 5);
            case "suspended" -> suspended(attempt, "DAILY_LIMIT");
            case "read" -> read(attempt, List.of());
            case "broken" -> broken(attempt);
            case "givenUp" -> new Word.GivenUp(RUN, CLIENT, attempt, "UNLINKED");
            case "projected" -> projected(attempt, 9);
            default -> throw new IllegalArgumentException(name);
        };
    }

    public static Word.Progressed progressed(long attempt, int slice) {
        return new Word.Progressed(RUN, CLIENT, attempt, reading(slice), "MINUTE", T0.plusSeconds(600));
    }

    public static Word.Suspended suspended(long attempt, String reason) {
        return new Word.Suspended(RUN, CLIENT, attempt, reading(9), reason, "no calls left", T0.plusSeconds(3600));
    }

    public static Word.Read read(long attempt, List<Gap> gaps) {
        return new Word.Read(
                RUN,
                CLIENT,
                attempt,
                reading(9),
                Map.of("Invoices", "w1"),
                gaps,
                new Sequence(attempt, 9, 4),
                T0.plusSeconds(2));
    }

    public static Word.Broken broken(long attempt) {
        return new Word.Broken(RUN, CLIENT, attempt, reading(9), "AUTH_FAILED", "invalid_grant");
    }

    public static Word.Projected projected(long attempt, int slice) {
        return new Word.Projected(
                RUN, CLIENT, attempt, new Sequence(attempt, slice, 4), List.of(), Map.of("Invoice", 3L), null);
    }

    public static Reading reading(int slice) {
        return new Reading(
                slice,
                "cursor-" + slice,
                List.of(new StreamCount("Invoices", "READING", slice * 10L, null)),
                new Usage(slice, 0, 100, 900L, 50L, slice),
                T0.plusSeconds(slice));
    }
}
