package io.ledgersync.xero.walk;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for records by their ids and yields a DELETE for each that Xero does not hold any more.
 *
 * <p>Where records have no address of their own, Xero would say of each that it cannot be found: the list is read once
 * more instead.
 */
record ById(Course course, List<XeroQuestion.ByIds> open) implements XeroWalk {
    // More make the address too long, which Xero answers with 404.
    private static final int IDS = 40;
    private static final int SIDE_BY_SIDE = 5;
    private static final byte[] NO_BYTES = {};

    static ById of(XeroList list, List<String> ids) {
        int size =
                switch (list.lookup()) {
                    case ALONE -> 1;
                    case TOGETHER -> IDS;
                    case IN_THE_LIST -> Math.max(1, ids.size());
                };
        List<XeroQuestion.ByIds> open = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += size) {
            open.add(new XeroQuestion.ByIds(list, ids.subList(from, Math.min(from + size, ids.size()))));
        }
        return new ById(Course.begin(list, false, SeenRows.NONE), List.copyOf(open));
    }

    @Override
    public List<Question> ready() {
        return List.copyOf(open.subList(0, Math.min(SIDE_BY_SIDE, open.size())));
    }

    @Override
    public Step answered(Question question, Answer answer) {
        List<XeroQuestion.ByIds> left =
                open.stream().filter(asked -> !asked.equals(question)).toList();
        List<Row> publish = new ArrayList<>(answer.rows());
        Set<String> held = new HashSet<>();
        // A list without any record proves nothing, however often it is read.
        boolean proves =
                lookup() != XeroList.Lookup.IN_THE_LIST || !answer.rows().isEmpty();
        for (Row row : answer.rows()) {
            String id = id(row);
            proves &= id != null;
            if (id != null) {
                held.add(id.toLowerCase(Locale.ROOT));
            }
        }
        if (proves) {
            for (String id : ((XeroQuestion.ByIds) question).ids()) {
                if (!held.contains(id.toLowerCase(Locale.ROOT))) {
                    publish.add(gone(id));
                }
            }
        }
        return new Step(new ById(course.answered(answer), left), publish);
    }

    /** An address that is too long is answered as if it were not there: the ids are asked for in halves. */
    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        List<String> ids = ((XeroQuestion.ByIds) question).ids();
        if (lookup() != XeroList.Lookup.TOGETHER || ids.size() < 2) {
            return null;
        }
        List<XeroQuestion.ByIds> halved = new ArrayList<>();
        for (XeroQuestion.ByIds asked : open) {
            if (asked.equals(question)) {
                int half = ids.size() / 2;
                halved.add(new XeroQuestion.ByIds(course.list(), ids.subList(0, half)));
                halved.add(new XeroQuestion.ByIds(course.list(), ids.subList(half, ids.size())));
            } else {
                halved.add(asked);
            }
        }
        return new ById(course, List.copyOf(halved));
    }

    private XeroList.Lookup lookup() {
        return course.list().lookup();
    }

    private static @Nullable String id(Row row) {
        LedgerRecord record = row.record();
        if (record != null) {
            return record.sourceId();
        }
        return row.unreadable() == null ? null : row.unreadable().sourceId();
    }

    private Row gone(String id) {
        LedgerRecord record = new LedgerRecord(course.list().sourceType(), id, null, true, null);
        return new Row(List.of(course.list().array()), NO_BYTES, record, null);
    }

    @Override
    public XeroWalk sweep() {
        throw new IllegalStateException("records asked for by id are not swept");
    }

    @Override
    public boolean done() {
        return open.isEmpty();
    }

    @Override
    public boolean whole() {
        return false;
    }

    @Override
    public @Nullable Long expected() {
        return null;
    }

    @Override
    public String watermark() {
        return course.watermark().toString();
    }

    /** Ids do not travel: after a hand-over the store is asked again which are missing. */
    @Override
    public JsonNode cursor() {
        return course.cursor("by id");
    }
}
