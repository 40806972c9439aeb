package io.ledgersync.qbo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboPacking;
import io.ledgersync.qbo.stream.Lists;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drives the streams of a run as the kit does: all passes side by side, sweeps, then the comparison of what was read
 * whole.
 */
final class Engine {
    final Map<QboList, Map<String, Integer>> ledger = new HashMap<>();
    final Map<QboList, Set<String>> seenWhole = new HashMap<>();
    /** Read whole more than once in this run. */
    private final Set<QboList> again = new HashSet<>();

    final Map<QboList, Boolean> several = new HashMap<>();
    final Map<QboList, String> watermarks = new HashMap<>();
    int published;

    private final ChangingCompany company;
    private final Random random;
    private final boolean crashes;
    private final Map<QboList, QboStream> streams = new HashMap<>();
    private final Map<QboList, Walk> walks = new TreeMap<>(Comparator.comparing(QboList::entity));
    private final Set<QboList> found = new HashSet<>();

    Engine(ChangingCompany company, Random random, boolean crashes, QboList... lists) {
        this.company = company;
        this.random = random;
        this.crashes = crashes;
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return company.now;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        for (QboList list : lists) {
            streams.put(list, new QboStream(list, clock));
            ledger.put(list, new TreeMap<>());
        }
    }

    void run(Consumer<ChangingCompany> change) {
        boolean firstRun = watermarks.isEmpty();
        walks.clear();
        seenWhole.clear();
        again.clear();
        begin(false);
        readAll(change);
        for (int sweep = 0; sweep < 3 && !found.isEmpty(); sweep++) {
            for (QboList list : List.copyOf(found)) {
                walks.put(list, streams.get(list).sweep(walks.get(list)));
                if (seenWhole.containsKey(list) && walks.get(list).whole()) {
                    readsWhole(list);
                }
            }
            readAll(change);
        }
        begin(true);
        readAll(change);
        walks.forEach((list, walk) -> watermarks.put(list, walk.watermark()));
        if (firstRun) {
            // A first whole reading of a first run has nothing to be compared with.
            seenWhole.keySet().retainAll(again);
        }
        compare();
    }

    private void begin(boolean alwaysWhole) {
        streams.forEach((list, stream) -> {
            if (stream.alwaysWhole() == alwaysWhole) {
                walks.put(list, stream.begin(watermarks.get(list)));
            }
        });
    }

    /** Where the ledger is not what the company holds: by id, the two versions. */
    Map<String, String> different(QboList list) {
        Map<String, Integer> held = company.content(list);
        Map<String, Integer> read = ledger.get(list);
        Set<String> ids = new HashSet<>(held.keySet());
        ids.addAll(read.keySet());
        Map<String, String> different = new TreeMap<>();
        for (String id : ids) {
            if (!Objects.equals(held.get(id), read.get(id))) {
                different.put(id, "held " + held.get(id) + ", read " + read.get(id));
            }
        }
        return different;
    }

    private void readAll(Consumer<ChangingCompany> change) {
        found.clear();
        int answers = 0;
        while (walks.values().stream().anyMatch(walk -> !walk.done())) {
            assertThat(answers++).as("the reading ends").isLessThan(2_000);
            List<Question> ready = new ArrayList<>();
            walks.values().forEach(walk -> ready.addAll(walk.ready()));
            List<Exchange> exchanges = QboPacking.pack(ready);
            assertThat(exchanges.stream().flatMap(exchange -> exchange.questions().stream()))
                    .containsExactlyInAnyOrderElementsOf(ready);
            take(exchanges.get(random.nextInt(exchanges.size())));
            if (crashes && random.nextInt(15) == 0) {
                interrupt();
            }
            change.accept(company);
        }
    }

    /** What is not read to its end is taken up where its cursor says. */
    void interrupt() {
        walks.replaceAll((list, walk) -> walk.done()
                ? walk
                : streams.get(list)
                        .resume(JsonMapper.shared().readTree(walk.cursor().toString())));
    }

    private void take(Exchange exchange) {
        Exchange sent = exchange;
        Question first = exchange.questions().get(0);
        if (crashes && exchange.questions().size() == 1 && first.rows() >= 100 && random.nextInt(10) == 0) {
            sent = new Exchange(exchange.kind(), List.of(first.withRows(first.rows() / 10)));
        }
        if (company.refuses(sent)) {
            for (Question asked : sent.questions()) {
                QboList list = Lists.named(asked.stream());
                walks.put(list, walks.get(list).rejected(asked, new Fault.Rejected("CHANGES_TOO_OLD", "no")));
                readsWhole(list);
            }
            return;
        }
        List<Answer> answers = company.answer(sent);
        for (int question = 0; question < answers.size(); question++) {
            Question asked = sent.questions().get(question);
            QboList list = Lists.named(asked.stream());
            Walk before = walks.get(list);
            Step step = before.answered(asked, answers.get(question));
            if (step.walk().whole() && !(before.whole() && seenWhole.containsKey(list))) {
                readsWhole(list);
            }
            walks.put(list, step.walk());
            several.put(list, step.walk().severalPages());
            publish(list, step.publish());
        }
    }

    private void readsWhole(QboList list) {
        if (seenWhole.put(list, new HashSet<>()) != null) {
            again.add(list);
        }
    }

    private void publish(QboList list, List<Row> rows) {
        published += rows.size();
        if (!rows.isEmpty()) {
            found.add(list);
        }
        for (Row row : rows) {
            String id = row.read().sourceId();
            if (row.read().deleted()) {
                ledger.get(list).remove(id);
            } else {
                String version = JsonMapper.shared()
                        .readTree(row.json())
                        .path("DocNumber")
                        .asString();
                ledger.get(list).put(id, Integer.valueOf(version));
            }
            if (seenWhole.containsKey(list)) {
                seenWhole.get(list).add(id);
            }
        }
    }

    private void compare() {
        seenWhole.forEach((list, seen) -> {
            List<String> missing = ledger.get(list).keySet().stream()
                    .filter(id -> !seen.contains(id))
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            Walk confirm = streams.get(list).confirm(list.entity(), missing);
            while (!confirm.done()) {
                Exchange exchange = QboPacking.pack(confirm.ready()).get(0);
                List<Answer> answers = company.answer(exchange);
                for (int question = 0; question < answers.size(); question++) {
                    Step step = confirm.answered(exchange.questions().get(question), answers.get(question));
                    publish(list, step.publish());
                    confirm = step.walk();
                }
            }
        });
    }
}
