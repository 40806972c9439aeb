package io.ledgersync.kit.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets the streams of a pass end together while the minute's quota is what binds: the one that is furthest behind is
 * next, and one that is more than a page ahead of it waits for its answer. Else the large pages would all be read in
 * the first minutes, and one long chain of small ones would be left over for all others.
 */
final class Evenness {
    private static final Duration BINDS = Duration.ofMinutes(1);
    /** A call that takes longer holds nobody back. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Map<String, Instant> inFlight = new HashMap<>();
    private @Nullable Instant bound;
    private @Nullable Instant heldUntil;

    /** A call had to wait for the minute's quota. */
    void minuteBinds(Instant now) {
        bound = now;
    }

    void sent(Turn turn, Instant now) {
        turn.asked().forEach(asked -> inFlight.put(asked.stream(), now));
    }

    void came(Turn turn) {
        turn.asked().forEach(asked -> inFlight.remove(asked.stream()));
    }

    /** When turns that were held back may go in any case; null when none were. */
    @Nullable
    Instant heldUntil() {
        return heldUntil;
    }

    /** The turns that may go now, the next one first. */
    List<Turn> order(List<Turn> turns, Run run, Instant now) {
        heldUntil = null;
        boolean binds = bound != null && bound.plus(BINDS).isAfter(now);
        if (!binds || run.phase() != Phase.PASS || turns.isEmpty()) {
            return turns;
        }
        Shares shares = Shares.of(run);
        Instant sent = inFlight.get(shares.last());
        List<Turn> next = new ArrayList<>(turns);
        if (sent != null && sent.plus(LONGEST).isAfter(now)) {
            next.removeIf(turn -> turn.asked().stream().allMatch(shares::ahead));
            heldUntil = next.size() < turns.size() ? sent.plus(LONGEST) : null;
        }
        next.sort(Comparator.comparingDouble(turn -> turn.asked().stream()
                .mapToDouble(asked -> shares.read(asked.stream()))
                .min()
                .orElse(0)));
        return next;
    }

    /**
     * Which share of what is expected of each stream has been read; who says nothing is taken for as long as the
     * longest.
     *
     * @param last the stream that is furthest behind
     */
    private record Shares(Map<String, Tally> reading, long longest, String last) {

        static Shares of(Run run) {
            Map<String, Tally> reading = new HashMap<>();
            run.readings().stream()
                    .filter(one -> one.state() == Reading.State.READING)
                    .forEach(one -> reading.put(one.stream().name(), one.tally()));
            long longest = run.readings().stream()
                    .flatMap(one -> Stream.ofNullable(one.tally().expected()))
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            Shares shares = new Shares(reading, longest, "");
            String last = reading.keySet().stream()
                    .min(Comparator.<String>comparingDouble(shares::read).thenComparing(Comparator.naturalOrder()))
                    .orElse("");
            return new Shares(reading, longest, last);
        }

        double read(String stream) {
            Tally tally = reading.get(stream);
            if (tally == null) {
                return 1;
            }
            long expected = tally.expected() == null ? longest : tally.expected();
            return tally.records() == 0 ? 0 : Math.min(1, (double) tally.records() / Math.max(1, expected));
        }

        /** More than a page ahead of the last; never one of which nobody knows how long it is. */
        boolean ahead(Asked asked) {
            Tally tally = reading.get(asked.stream());
            return tally != null
                    && tally.expected() != null
                    && tally.records() - read(last) * tally.expected()
                            > asked.question().rows();
        }
    }
}
