package io.ledgersync.qbo.map;

import io.ledgersync.kit.Entity;
import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * QuickBooks' journal entries as entities. Their total is no total: what counts are the lines, each a debit or a
 * credit.
 */
final class QboJournals {
    private QboJournals() {}

    static Entity journal(Fields entry) {
        List<Entity.JournalLine> lines = new ArrayList<>();
        for (Fields line : entry.list("Line")) {
            if (!line.textOrEmpty("DetailType").equals("SubTotalLineDetail")) {
                lines.add(line(line));
            }
        }
        return new Entity.Journal(
                entry.text("DocNumber"),
                entry.textOrEmpty("PrivateNote")
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .startsWith("voided")
                                && lines.stream().allMatch(QboJournals::empty)
                        ? "VOIDED"
                        : "POSTED",
                QboRecords.date(entry, "TxnDate"),
                entry.text("PrivateNote"),
                null,
                null,
                QboRecords.currency(entry),
                lines);
    }

    private static boolean empty(Entity.JournalLine line) {
        return line.credit() == null && (line.debit() == null || line.debit().signum() == 0);
    }

    private static Entity.JournalLine line(Fields line) {
        Fields detail = line.object("JournalEntryLineDetail");
        Fields account = detail.object("AccountRef");
        BigDecimal signed = signed(line, detail);
        List<Entity.Tracking> tracking = new ArrayList<>();
        for (String dimension : List.of("Class", "Department")) {
            Entity.Tracking value = QboLines.tracking(dimension, detail, dimension + "Ref");
            if (value != null) {
                tracking.add(value);
            }
        }
        boolean debit = signed.signum() >= 0;
        return new Entity.JournalLine(
                line.text("Id"),
                account.text("value"),
                null,
                account.text("name"),
                line.text("Description"),
                debit ? signed : null,
                debit ? null : signed.negate(),
                detail.decimal("TaxAmount"),
                detail.object("Entity").object("EntityRef").text("value"),
                tracking);
    }

    /** The amount, debit positive; a line that is only words posts nothing. */
    private static BigDecimal signed(Fields line, Fields detail) {
        BigDecimal amount = line.decimal("Amount");
        String side = detail.text("PostingType");
        if (side == null && (amount == null || amount.signum() == 0)) {
            return BigDecimal.ZERO;
        }
        if (amount == null) {
            throw line.unreadable("Amount", "a number");
        }
        if ("Debit".equalsIgnoreCase(side)) {
            return amount;
        }
        if ("Credit".equalsIgnoreCase(side)) {
            return amount.negate();
        }
        throw detail.unreadable("PostingType", "Debit or Credit");
    }
}
