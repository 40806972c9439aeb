package io.ledgersync.xero.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of Xero's lists in memory, whose clock goes on with every question and which may be edited between two of them.
 */
final class ChangingList {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Pattern FROM = Pattern.compile("Date>=DateTime\\((\\d+),(\\d+),(\\d+)\\)");
    private static final Pattern UNTIL = Pattern.compile("Date<DateTime\\((\\d+),(\\d+),(\\d+)\\)");
    private static final Pattern DATE_FROM = Pattern.compile("DateFrom=(\\d+)-(\\d+)-(\\d+)");
    private static final Pattern DATE_TO = Pattern.compile("DateTo=(\\d+)-(\\d+)-(\\d+)");

    private record Held(
            String id, Instant stamp, int version, @Nullable LocalDate date) {}

    private final Map<String, Held> rows = new TreeMap<>();
    private final Set<String> deleted = new TreeSet<>();
    /** All rows in the order in which they stand; null once one has changed. */
    @Nullable
    private List<Held> standing;

    private final boolean edgeExclusive;
    private final boolean pagination;
    Instant now;
    int calls;
    /** More documents than this are not looked through. */
    int threshold = Integer.MAX_VALUE;
    /** More records than this in one answer are more than there is room for. */
    int room = Integer.MAX_VALUE;
    /** It answers as if it held nothing, but for records asked for by their ids. */
    boolean blank;
    /** Who does not ask for deleted records by their status sees none. */
    boolean hidesDeleted;
    /** Whether the days that parameters name are among those given. */
    boolean daysInside = true;
    /** Whether dates may be compared with nothing. */
    boolean comparesWithNothing = true;
    /** From this call on rows that changed at once stand in another order. */
    int turnsAt = Integer.MAX_VALUE;
    /** The order of ids in which the list stands; null: it stands in that of the last change. */
    @Nullable
    Comparator<String> otherOrder;

    ChangingList(Instant now, boolean edgeExclusive, boolean pagination) {
        this.now = now;
        this.edgeExclusive = edgeExclusive;
        this.pagination = pagination;
    }

    void put(String id, Instant stamp) {
        Held before = rows.get(id);
        put(id, stamp, before == null ? LocalDate.of(2020, 1, 1) : before.date());
    }

    /** A document of this date; null: it has none. */
    void put(String id, Instant stamp, @Nullable LocalDate date) {
        Held before = rows.get(id);
        rows.put(id, new Held(id, stamp, before == null ? 1 : before.version() + 1, date));
        standing = null;
    }

    /** Still there, as deleted. */
    void delete(String id, Instant stamp) {
        deleted.add(id);
        put(id, stamp);
    }

    boolean isDeleted(String id) {
        return deleted.contains(id);
    }

    /** Gone without a trace. */
    void remove(String id) {
        rows.remove(id);
        standing = null;
    }

    List<String> ids() {
        return List.copyOf(rows.keySet());
    }

    /** Id and version of all that is held. */
    Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        rows.forEach((id, held) -> content.put(id, Integer.toString(held.version())));
        return content;
    }

    /** Those not changed since a moment. */
    Map<String, String> contentOlderThan(Instant moment) {
        Map<String, String> content = new TreeMap<>();
        rows.forEach((id, held) -> {
            if (held.stamp().isBefore(moment)) {
                content.put(id, Integer.toString(held.version()));
            }
        });
        return content;
    }

    /** Ids of what changed since a moment. */
    Set<String> changedSince(Instant moment) {
        Set<String> ids = new TreeSet<>(rows.keySet());
        ids.removeAll(contentOlderThan(moment).keySet());
        return ids;
    }

    /** Whether a question is refused, because too many documents would have to be looked through. */
    boolean refuses(Question question) {
        XeroQuestion.FirstPage first = question instanceof XeroQuestion.FirstPage asked ? asked : null;
        XeroQuestion.PageAt at = question instanceof XeroQuestion.PageAt asked ? asked : null;
        return first != null && among(first.list(), first.since()).count() > threshold
                || at != null && among(at.list(), at.since()).count() > threshold;
    }

    /** The refusal that a question meets; null: it is answered. */
    Fault.@Nullable Rejected refusal(Question question) {
        XeroList list = ((XeroQuestion) question).list();
        if (refuses(question)) {
            return new Fault.Rejected(XeroList.TOO_MANY, "not filtering efficiently");
        }
        if (list.parameter().contains("Date%3D%3Dnull") && !comparesWithNothing) {
            return new Fault.Rejected(
                    "REJECTED", "Operator '==' incompatible with operand types 'DateTime' and 'null'");
        }
        return question instanceof XeroQuestion.Everything everything
                        && among(list, everything.since()).count() > room
                ? new Fault.Rejected(XeroList.TOO_LARGE, "no room")
                : null;
    }

    Answer answer(Question question) {
        calls++;
        // The Date header has whole seconds, and the call took a while: the connector's view of the clock is a little
        // late.
        Instant askedAt = now.truncatedTo(ChronoUnit.SECONDS).minusMillis(150);
        if (question instanceof XeroQuestion.FirstPage first) {
            return page(first.list(), first.since(), 1, first.rows(), askedAt);
        }
        if (question instanceof XeroQuestion.PageAt at) {
            return page(at.list(), at.since(), at.page(), at.rows(), askedAt);
        }
        if (question instanceof XeroQuestion.NumberedPage page) {
            return page(page.list(), null, page.number(), page.list().mostRows(), askedAt);
        }
        if (question instanceof XeroQuestion.Everything everything) {
            List<Held> held = since(everything.list(), everything.since());
            return new Answer(JsonNodeFactory.instance.objectNode(), rows(everything.list(), held), askedAt, false);
        }
        if (question instanceof XeroQuestion.ByIds byIds) {
            List<Held> held = byIds.ids().stream()
                    .filter(rows::containsKey)
                    .map(rows::get)
                    .toList();
            return new Answer(JsonNodeFactory.instance.objectNode(), rows(byIds.list(), held), askedAt, false);
        }
        if (question instanceof XeroQuestion.JournalsAfter) {
            return new Answer(JsonNodeFactory.instance.objectNode(), List.of(), askedAt, false);
        }
        throw new IllegalArgumentException("the list does not know " + question);
    }

    private Answer page(XeroList list, Instant since, long page, int size, Instant askedAt) {
        List<Held> held = since(list, since);
        int from = (int) Math.min(held.size(), (page - 1) * size);
        int to = Math.min(held.size(), from + size);
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        if (pagination) {
            envelope.putObject("pagination")
                    .put("page", page)
                    .put("pageSize", size)
                    .put("pageCount", (held.size() + size - 1) / size)
                    .put("itemCount", held.size());
        }
        return new Answer(envelope, rows(list, held.subList(from, to)), askedAt, false);
    }

    private List<Held> since(XeroList list, Instant since) {
        return among(list, since).toList();
    }

    /** What is asked for, in the order in which it stands. */
    private Stream<Held> among(XeroList list, Instant since) {
        String where = URLDecoder.decode(list.parameter(), StandardCharsets.UTF_8);
        boolean undated = where.contains("Date==null");
        boolean deletedAlone = where.contains("Statuses=DELETED");
        int beside = daysInside ? 0 : 1;
        LocalDate from = day(FROM, where, day(DATE_FROM, where, LocalDate.MIN, beside), 0);
        LocalDate until = day(UNTIL, where, day(DATE_TO, where, LocalDate.MAX, 1 - beside), 0);
        boolean dated = !from.equals(LocalDate.MIN) || !until.equals(LocalDate.MAX);
        Instant edge = since == null ? null : since.truncatedTo(ChronoUnit.SECONDS);
        return blank
                ? Stream.empty()
                : standing().stream()
                        .filter(held ->
                                edge == null || !held.stamp().isBefore(edgeExclusive ? edge.plusSeconds(1) : edge))
                        .filter(held -> deletedAlone ? isDeleted(held.id()) : !hidesDeleted || !isDeleted(held.id()))
                        .filter(held -> !undated || held.date() == null)
                        .filter(held -> !dated
                                || held.date() != null
                                        && !held.date().isBefore(from)
                                        && held.date().isBefore(until));
    }

    private List<Held> standing() {
        if (standing == null || calls == turnsAt) {
            standing = rows.values().stream().sorted(order()).toList();
        }
        return standing;
    }

    private Comparator<Held> order() {
        if (otherOrder != null) {
            return Comparator.comparing(Held::id, otherOrder);
        }
        return Comparator.comparing(Held::stamp)
                .thenComparing(held -> calls < turnsAt ? 0 : held.id().hashCode() * 31 % 1_009)
                .thenComparing(Held::id);
    }

    private static LocalDate day(Pattern condition, String where, LocalDate otherwise, int later) {
        Matcher day = condition.matcher(where);
        return day.find()
                ? LocalDate.of(
                                Integer.parseInt(day.group(1)),
                                Integer.parseInt(day.group(2)),
                                Integer.parseInt(day.group(3)))
                        .plusDays(later)
                : otherwise;
    }

    private List<Row> rows(XeroList list, List<Held> held) {
        List<Row> answer = new ArrayList<>();
        for (Held row : held) {
            String date = row.date() == null
                    ? ""
                    : "\",\"Date\":\"/Date("
                            + row.date()
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                                    .toEpochMilli() + "+0000)/";
            String json = "{\"" + list.idField() + "\":\"" + row.id() + "\",\"Name\":\"" + row.version()
                    + date + "\",\"Status\":\"" + (isDeleted(row.id()) ? "DELETED" : "DRAFT")
                    + "\",\"UpdatedDateUTC\":\"/Date("
                    + row.stamp().toEpochMilli() + "+0000)/\"}";
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            LedgerRecord record = list.read(JSON.readTree(bytes));
            answer.add(new Row(List.of(list.array()), bytes, record, null));
        }
        return answer;
    }

    /** The version of a row as it was answered. */
    static String version(Row row) {
        return JSON.readTree(row.json()).path("Name").asString();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
