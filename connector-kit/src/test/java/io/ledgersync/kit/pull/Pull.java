package io.ledgersync.kit.pull;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.toy.Shelf;
import io.ledgersync.kit.toy.ShelfConnector;
import io.ledgersync.kit.toy.ShelfStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A run driven by hand or by chance, against a made-up provider and a made-up ledger that takes only what is committed.
 */
final class Pull {

    /** A record of the ledger; version -1: deleted. */
    record Kept(long version, Sequence sequence) {}

    final ShelfConnector connector;
    final Map<String, Shelf> shelves;
    final Plan plan;
    final Random random;
    final TreeMap<String, Kept> ledger = new TreeMap<>();
    final List<String> deadLetters = new ArrayList<>();
    private final TreeMap<String, Kept> uncommitted = new TreeMap<>();
    private final List<Turn> inFlight = new ArrayList<>();
    private String committed;
    private int slice;
    private int position;
    Conversation talk;
    Instant now = Instant.ofEpochSecond(1_000);
    int calls;
    int faults;
    int sweeps;

    Pull(ShelfConnector connector, Map<String, Shelf> shelves, Plan plan, Random random) {
        this.connector = connector;
        this.shelves = shelves;
        this.plan = plan;
        this.random = random;
        this.talk = talk(Run.begin(plan, connector.streams(), 7));
        this.committed = RunJson.write(talk.run());
    }

    private Conversation talk(Run run) {
        return new Conversation(connector, Patience.usual(random), run);
    }

    /** Goes on as another run: what is in flight is forgotten. */
    void begin(Run run) {
        inFlight.clear();
        talk = talk(run);
    }

    static String key(String type, String id) {
        return type + '/' + id;
    }

    /** Everything that the ledger shows. */
    TreeMap<String, Long> shown() {
        TreeMap<String, Long> shown = new TreeMap<>();
        ledger.forEach((key, kept) -> {
            if (kept.version() >= 0) {
                shown.put(key, kept.version());
            }
        });
        return shown;
    }

    /** Asks everything that is ready, and answers all of it, until the run is done. */
    void toTheEnd() {
        while (!talk.run().done()) {
            ask();
            while (!inFlight.isEmpty()) {
                answer(inFlight.remove(0), null);
            }
            commit();
            askStore();
        }
        commit();
    }

    /** Asks, answers, fails, commits and crashes in any order until the run is done. */
    void byChance(Runnable edit) {
        int steps = 0;
        while (!talk.run().done()) {
            if (steps++ > 20_000) {
                throw new AssertionError("the run does not end: " + RunJson.write(talk.run()));
            }
            now = now.plusMillis(random.nextInt(500));
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> ask();
                case 3, 4, 5, 6 -> {
                    if (!inFlight.isEmpty()) {
                        answer(inFlight.remove(random.nextInt(inFlight.size())), steps < 2_000 ? fault() : null);
                    }
                }
                case 7 -> commit();
                case 8 -> {
                    commit();
                    if (random.nextInt(3) > 0) {
                        askStore();
                    }
                }
                default -> {
                    if (random.nextInt(8) == 0 && steps < 2_000) {
                        crash();
                    } else {
                        edit.run();
                    }
                }
            }
        }
        commit();
    }

    private @Nullable Fault fault() {
        return switch (random.nextInt(12)) {
            case 0 -> new Fault.Unavailable(null, "away");
            case 1 -> new Fault.Throttled(Fault.Limit.MINUTE, Duration.ofSeconds(1), "slow");
            // Refused five times in a row, a question is one that may not be asked.
            case 2 -> random.nextInt(5) > 0 ? null : new Fault.TokenRefused("old");
            default -> null;
        };
    }

    void ask() {
        for (Turn turn : talk.ready(now)) {
            talk.sent(turn, now);
            inFlight.add(turn);
            calls++;
        }
    }

    List<Turn> inFlight() {
        return inFlight;
    }

    void answer(Turn turn, @Nullable Fault fault) {
        if (fault == null && random.nextInt(40) == 0 && turn.asked().size() > 1) {
            talk.tooLarge(turn, now, place());
            return;
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Question question : turn.exchange().questions()) {
            outcomes.add(fault != null ? fault : outcome(question));
        }
        heard(turn, outcomes);
    }

    Outcome outcome(Question question) {
        return ShelfConnector.answer(shelves.get(question.stream()), (ShelfStream.Ask) question);
    }

    Harvest heard(Turn turn, List<Outcome> outcomes) {
        Harvest harvest = talk.heard(turn, new Heard(outcomes, QuotaReport.SILENT), 100, now, place());
        faults += harvest.fatal() == null ? 0 : 1;
        keep(harvest.found());
        sweeps = Math.max(sweeps, talk.run().sweep());
        return harvest;
    }

    Sequence place() {
        return new Sequence(7, slice + 1, position);
    }

    private void keep(List<Found> found) {
        for (Found one : found) {
            Row row = one.row();
            if (row.unreadable() != null) {
                deadLetters.add(one.stream());
                talk.deadLettered(one);
                continue;
            }
            long version = row.read().deleted() ? -1 : Shelf.version(row);
            uncommitted.put(key(row.read().sourceType(), row.read().sourceId()), new Kept(version, place()));
            talk.publishedUntil(place());
            position++;
        }
    }

    void commit() {
        ledger.putAll(uncommitted);
        uncommitted.clear();
        slice += position > 0 ? 1 : 0;
        position = 0;
        committed = RunJson.write(talk.run());
    }

    /** Everything since the last commit is lost, the calls in flight too. */
    void crash() {
        uncommitted.clear();
        inFlight.clear();
        position = 0;
        talk = talk(RunJson.read(committed, plan, connector.streams(), 7));
    }

    void askStore() {
        if (!uncommitted.isEmpty()) {
            return;
        }
        for (KeysAsked asked : talk.keys()) {
            TreeSet<String> missing = new TreeSet<>();
            ledger.forEach((key, kept) -> {
                String id = key.substring(key.indexOf('/') + 1);
                boolean ofType = key.startsWith(asked.sourceType() + '/');
                if (ofType
                        && kept.version() >= 0
                        && kept.sequence().compareTo(asked.before()) < 0
                        && (asked.after() == null || id.compareTo(asked.after()) > 0)) {
                    missing.add(id);
                }
            });
            List<String> page = missing.stream().limit(3).toList();
            keep(talk.missing(asked, page, missing.size() > 3 ? page.get(2) : null));
        }
    }
}
