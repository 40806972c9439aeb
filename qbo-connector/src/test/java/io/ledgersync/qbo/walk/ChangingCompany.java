package io.ledgersync.qbo.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboPacking;
import io.ledgersync.qbo.ask.QboQuestion;
import io.ledgersync.qbo.stream.Lists;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A company's lists in memory, with QuickBooks' own rules: what is deleted is only in the change calls, ties come in
 * any order.
 */
final class ChangingCompany {
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Held(String id, Instant created, Instant updated, int version, boolean deleted) {}

    /** In which order records of one second come; QuickBooks promises none. */
    enum Ties {
        /** As they were added. */
        PLACE,
        /** By id, as text. */
        ID,
        /** Last updated first, as QuickBooks lists transactions where no order is asked for. */
        UPDATED,
        /** Another one in every answer. */
        UNSTABLE,
        /** By id, and in every third answer another one. */
        MIXED
    }

    private final Map<QboList, Map<String, Held>> lists = new LinkedHashMap<>();
    private final Random random;
    private final Ties ties;
    private int lastId;
    Instant now;
    int calls;

    /** Of a change call each list gives as many objects as one answer holds, not all together. */
    boolean changesCappedEach;
    /** What changed in the very moment that is asked for is among the changes. */
    boolean changesInclusive;
    /** The change call names the latest first. */
    boolean changesDescending;
    /** Lists that the change call silently leaves out. */
    Set<QboList> unchanging = Set.of();
    /** Of a batch each item gives as many objects as one answer holds, not all together. */
    boolean itemsCappedEach;
    /** Records that the change call says are deleted, with their body, whether they are or not. */
    Set<String> saidDeleted = Set.of();
    /** Every count is answered with 0. */
    boolean countsNothing;

    ChangingCompany(Instant now, Random random) {
        this(now, random, Ties.MIXED);
    }

    ChangingCompany(Instant now, Random random, Ties ties) {
        this.now = now;
        this.random = random;
        this.ties = ties;
        for (QboList list : Lists.all()) {
            lists.put(list, new TreeMap<>());
        }
    }

    String add(QboList list, Instant created) {
        String id = Integer.toString(++lastId);
        Instant second = created.truncatedTo(ChronoUnit.SECONDS);
        lists.get(list).put(id, new Held(id, second, second, 1, false));
        return id;
    }

    void edit(QboList list, String id) {
        Held held = lists.get(list).get(id);
        lists.get(list).put(id, new Held(id, held.created(), second(), held.version() + 1, false));
    }

    void delete(QboList list, String id) {
        Held held = lists.get(list).get(id);
        lists.get(list).put(id, new Held(id, held.created(), second(), held.version() + 1, true));
    }

    /** It is gone, and no change call says so. */
    void vanish(QboList list, String id) {
        lists.get(list).remove(id);
    }

    private Instant second() {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }

    List<String> ids(QboList list) {
        return held(list).map(Held::id).toList();
    }

    /** Version of all that a list holds. */
    Map<String, Integer> content(QboList list) {
        Map<String, Integer> content = new TreeMap<>();
        held(list).forEach(held -> content.put(held.id(), held.version()));
        return content;
    }

    /** Versions of what was not changed since a moment; null for what was deleted before it. */
    Map<String, Integer> contentOlderThan(QboList list, Instant moment) {
        Map<String, Integer> content = new TreeMap<>();
        lists.get(list).values().stream()
                .filter(held -> held.updated().isBefore(moment))
                .forEach(held -> content.put(held.id(), held.deleted() ? null : Integer.valueOf(held.version())));
        return content;
    }

    private Stream<Held> held(QboList list) {
        return lists.get(list).values().stream().filter(held -> !held.deleted());
    }

    /** Whether QuickBooks refuses the exchange: it looks back thirty days and no further. */
    boolean refuses(Exchange exchange) {
        Instant oldest = now.minus(Duration.ofDays(30));
        return exchange.questions().stream()
                .anyMatch(question -> question instanceof QboQuestion.Changes changes
                        && changes.since().isBefore(oldest));
    }

    /** The answers of an exchange, in the order of its questions. */
    List<Answer> answer(Exchange exchange) {
        calls++;
        if (exchange.questions().get(0) instanceof QboQuestion.Changes) {
            return changes(exchange.questions());
        }
        List<List<Row>> rows = new ArrayList<>();
        int left = QboPacking.OVERFLOW;
        for (Question question : exchange.questions()) {
            List<Row> found = rows((QboQuestion) question);
            int given = Math.min(itemsCappedEach ? QboPacking.OVERFLOW : left, found.size());
            rows.add(found.subList(0, given));
            left -= given;
        }
        boolean overflowing = left <= 0 && exchange.questions().size() > 1;
        List<Answer> answers = new ArrayList<>();
        for (int question = 0; question < rows.size(); question++) {
            ObjectNode envelope = JsonNodeFactory.instance.objectNode();
            if (exchange.questions().get(question) instanceof QboQuestion.Count count) {
                envelope.put(
                        "totalCount",
                        countsNothing ? 0 : in(count.list(), count.created()).size());
            }
            answers.add(new Answer(envelope, rows.get(question), now, overflowing));
        }
        return answers;
    }

    private List<Row> rows(QboQuestion question) {
        if (question instanceof QboQuestion.Page page) {
            return page(page.list(), page.created(), page.place(), page.rows());
        }
        if (question instanceof QboQuestion.PageBelow page) {
            return page(page.list(), page.created(), page.start(), (int) (page.below() - page.start()));
        }
        if (question instanceof QboQuestion.ByIds ids) {
            return held(ids.list())
                    .filter(held -> ids.ids().contains(held.id()))
                    .map(held -> row(ids.list(), held))
                    .toList();
        }
        if (question instanceof QboQuestion.Everything everything) {
            return page(everything.list(), QboQuestion.Stretch.ALL, 0, QboPacking.OVERFLOW);
        }
        return List.of();
    }

    private List<Row> page(QboList list, QboQuestion.Stretch created, long start, int rows) {
        return in(list, created).stream()
                .skip(start)
                .limit(rows)
                .map(held -> row(list, held))
                .toList();
    }

    private List<Held> in(QboList list, QboQuestion.Stretch created) {
        List<Held> found = new ArrayList<>(held(list)
                .filter(held -> created.from() == null || !held.created().isBefore(created.from()))
                .filter(held -> created.before() == null || held.created().isBefore(created.before()))
                .toList());
        if (ties == Ties.UNSTABLE || (ties == Ties.MIXED && random.nextInt(3) == 0)) {
            Collections.shuffle(found, random);
        } else if (ties == Ties.PLACE) {
            found.sort(Comparator.comparingInt(held -> Integer.parseInt(held.id())));
        } else if (ties == Ties.UPDATED) {
            // Of those updated in one second the one with more versions was touched later.
            found.sort(Comparator.comparing(Held::updated)
                    .thenComparing(Held::version)
                    .reversed());
        }
        found.sort(Comparator.comparing(Held::created));
        return found;
    }

    /** The ids of a stretch in the order in which they would come now. */
    List<String> order(QboList list, QboQuestion.Stretch created) {
        return in(list, created).stream().map(Held::id).toList();
    }

    /** Grouped by list, what is deleted behind what is not, and no more than the most objects that an answer holds. */
    private List<Answer> changes(List<Question> questions) {
        Instant since = questions.stream()
                .map(question -> ((QboQuestion.Changes) question).since())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<List<Row>> groups = new ArrayList<>();
        int left = QboPacking.OVERFLOW;
        for (Question question : questions) {
            QboList list = ((QboQuestion) question).list();
            Comparator<Held> byChange = Comparator.comparing(Held::updated);
            List<Row> changed = unchanging.contains(list)
                    ? List.of()
                    : lists.get(list).values().stream()
                            .filter(held -> held.updated().isAfter(since)
                                    || (changesInclusive && held.updated().equals(since)))
                            .sorted(Comparator.comparing(Held::deleted)
                                    .thenComparing(changesDescending ? byChange.reversed() : byChange))
                            .limit(changesCappedEach ? QboPacking.OVERFLOW : left)
                            .map(held -> changed(list, held))
                            .toList();
            left -= changed.size();
            groups.add(changed);
        }
        boolean overflowing = left <= 0;
        return groups.stream()
                .map(rows -> new Answer(JsonNodeFactory.instance.objectNode(), rows, now, overflowing))
                .toList();
    }

    private Row changed(QboList list, Held held) {
        if (!saidDeleted.contains(held.id())) {
            return row(list, held);
        }
        byte[] bytes = ("{\"Id\":\"" + held.id() + "\",\"SyncToken\":\"3\",\"status\":\"Deleted\",\"TotalAmt\":5}")
                .getBytes(StandardCharsets.UTF_8);
        return new Row(List.of("QueryResponse", list.entity()), bytes, list.read(JSON.readTree(bytes)), null);
    }

    private Row row(QboList list, Held held) {
        // QuickBooks shows the offset that was valid then, so that texts do not sort like moments.
        String offset = held.version() % 2 == 0 ? "-07:00" : "-08:00";
        String json = held.deleted()
                ? "{\"domain\":\"QBO\",\"status\":\"Deleted\",\"Id\":\"" + held.id()
                        + "\",\"MetaData\":{\"LastUpdatedTime\":\"" + local(held.updated(), offset) + "\"}}"
                : "{\"Id\":\"" + held.id() + "\",\"DocNumber\":\"" + held.version() + "\",\"DisplayName\":\""
                        + held.version()
                        + "\",\"MetaData\":{\"CreateTime\":\"" + local(held.created(), "-08:00")
                        + "\",\"LastUpdatedTime\":\""
                        + local(held.updated(), offset) + "\"}}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Row(List.of("QueryResponse", list.entity()), bytes, list.read(JSON.readTree(bytes)), null);
    }

    private static String local(Instant moment, String offset) {
        return moment.atOffset(java.time.ZoneOffset.of(offset))
                .truncatedTo(ChronoUnit.SECONDS)
                .format(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
