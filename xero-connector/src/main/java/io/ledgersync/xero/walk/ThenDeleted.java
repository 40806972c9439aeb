package io.ledgersync.xero.walk;

import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroList;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a list in order of change and then, unless it has shown a deleted record, its deleted records by a question of
 * their own: nobody confirmed that Xero's list of invoices shows them to who does not ask for them.
 *
 * <p>The deleted come last, as no deleted record comes back: what is read later is never older.
 *
 * @param since what changed before is not asked for; null: everything is
 * @param before rows that were seen when it began, of which the list's part forgets those that only the deleted
 *     records' part may meet again
 * @param within the reading of the list, and then of its deleted records
 * @param shown the list shows deleted records
 * @param apart the deleted records are being read
 */
record ThenDeleted(
        XeroList list, @Nullable Instant since, SeenRows before, XeroWalk within, boolean shown, boolean apart)
        implements XeroWalk {

    /** A reading of what changed since, or of everything, in however many parts the list shows itself. */
    static XeroWalk since(XeroList list, @Nullable Instant since, SeenRows seen) {
        ByChange all = ByChange.since(list, since, seen);
        return list.deletedBy().isEmpty() ? all : new ThenDeleted(list, since, seen, all, false, false);
    }

    static ThenDeleted of(XeroList list, JsonNode cursor) {
        boolean apart = cursor.path("apart").asBoolean(false);
        XeroWalk within = (XeroWalk) new XeroStream(apart ? list.deleted() : list).resume(cursor.path("reading"));
        boolean shown = cursor.path("shown").asBoolean(false);
        return new ThenDeleted(list, Course.instant(cursor, "since"), SeenRows.NONE, within, shown, apart);
    }

    @Override
    public Course course() {
        return within.course();
    }

    @Override
    public List<Question> ready() {
        return within.ready();
    }

    @Override
    public Step answered(Question question, Answer answer) {
        Step step = within.answered(question, answer);
        boolean shows = shown || !apart && answer.rows().stream().anyMatch(ThenDeleted::deleted);
        return new Step(then((XeroWalk) step.walk(), shows), step.publish());
    }

    private ThenDeleted then(XeroWalk next, boolean shows) {
        if (!next.done() || apart || shows) {
            return new ThenDeleted(list, since, before, next, shows, apart);
        }
        Course course = next.course();
        Course onwards = course.of(list.deleted()).remembering(course.seen().after(before));
        return new ThenDeleted(list, since, SeenRows.NONE, ByChange.on(onwards, since), false, true);
    }

    private static boolean deleted(Row row) {
        LedgerRecord record = row.record();
        return record != null && record.entity() instanceof Invoice invoice && "DELETED".equals(invoice.getStatus());
    }

    @Override
    public @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        Walk another = within.rejected(question, fault);
        return another == null ? null : then((XeroWalk) another, shown);
    }

    @Override
    public XeroWalk sweep() {
        return since(list, course().sweepEdge(), course().seen());
    }

    @Override
    public boolean done() {
        return within.done();
    }

    @Override
    public boolean whole() {
        return within.whole();
    }

    @Override
    public boolean severalPages() {
        return within.severalPages();
    }

    /** Xero counts the first part. */
    @Override
    public @Nullable Long expected() {
        return within.expected();
    }

    @Override
    public String watermark() {
        return within.watermark();
    }

    @Override
    public JsonNode cursor() {
        ObjectNode cursor = JsonNodeFactory.instance.objectNode();
        cursor.put("walk", "then deleted").put("shown", shown).put("apart", apart);
        if (since != null) {
            cursor.put("since", since.toString());
        }
        cursor.set("reading", within.cursor());
        return cursor;
    }
}
