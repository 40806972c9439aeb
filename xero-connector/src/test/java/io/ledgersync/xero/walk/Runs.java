package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Row;
import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.Found;
import io.ledgersync.kit.pull.Heard;
import io.ledgersync.kit.pull.KeysAsked;
import io.ledgersync.kit.pull.Kind;
import io.ledgersync.kit.pull.Patience;
import io.ledgersync.kit.pull.Plan;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.kit.pull.Sequence;
import io.ledgersync.kit.pull.Turn;
import io.ledgersync.xero.XeroConnector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The runs of a connection, one after the other, and the ledger that they keep. */
final class Runs {
    private static final int MOST_CALLS = 2_000;

    private record Kept(String version, Sequence sequence) {}

    int calls;
    private final Map<String, Map<String, Kept>> ledger = new TreeMap<>();
    private final XeroConnector connector;
    private final Function<Turn, Heard> provider;
    private final Function<Row, String> version;
    private final Random random;
    private Map<String, String> watermarks = Map.of();
    private boolean first = true;
    private long attempt;

    /** @param version what of a record is kept */
    Runs(XeroConnector connector, Function<Turn, Heard> provider, Function<Row, String> version, Random random) {
        this.connector = connector;
        this.provider = provider;
        this.version = version;
        this.random = random;
        connector.streams().forEach(stream -> stream.sourceTypes().forEach(type -> ledger.put(type, new TreeMap<>())));
    }

    /** A run to its end; something happens after every answer. */
    Run run(Kind kind, Supplier<Instant> now, Runnable happening) {
        attempt++;
        Plan plan = new Plan(kind, first, kind == Kind.INCREMENTAL ? watermarks : Map.of());
        Conversation talk =
                new Conversation(connector, Patience.usual(random), Run.begin(plan, connector.streams(), attempt));
        calls = 0;
        for (int slice = 1; !talk.run().done(); slice++) {
            int position = 0;
            for (Turn turn : talk.ready(now.get())) {
                assertThat(calls++).as("the run ends").isLessThan(MOST_CALLS);
                talk.sent(turn, now.get());
                Sequence at = new Sequence(attempt, slice, position);
                position += keep(
                        talk,
                        talk.heard(turn, provider.apply(turn), 1, now.get(), at).found(),
                        at);
                happening.run();
            }
            for (KeysAsked asked : talk.keys()) {
                List<String> missing = ledger.get(asked.sourceType()).entrySet().stream()
                        .filter(kept -> kept.getValue().sequence().compareTo(asked.before()) < 0)
                        .map(Map.Entry::getKey)
                        .toList();
                position += keep(talk, talk.missing(asked, missing, null), new Sequence(attempt, slice, position));
            }
        }
        first = false;
        watermarks = talk.run().watermarks();
        return talk.run();
    }

    /** What the ledger holds of each kind, by id. */
    Map<String, Map<String, String>> ledger() {
        Map<String, Map<String, String>> shown = new TreeMap<>();
        ledger.forEach((type, kept) -> {
            Map<String, String> versions = new TreeMap<>();
            kept.forEach((id, one) -> versions.put(id, one.version()));
            shown.put(type, versions);
        });
        return shown;
    }

    private int keep(Conversation talk, List<Found> found, Sequence first) {
        Sequence at = first;
        for (Found one : found) {
            Row row = one.row();
            if (row.record() == null) {
                talk.deadLettered(one);
                continue;
            }
            Map<String, Kept> kept = ledger.get(row.read().sourceType());
            if (row.read().deleted()) {
                kept.remove(row.read().sourceId());
            } else {
                kept.put(row.read().sourceId(), new Kept(version.apply(row), at));
            }
            talk.publishedUntil(at);
            at = new Sequence(at.attempt(), at.slice(), at.position() + 1);
        }
        return found.size();
    }
}
