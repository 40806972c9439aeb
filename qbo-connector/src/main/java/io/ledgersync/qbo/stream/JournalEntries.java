package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.JournalLine;
import io.ledgersync.contract.ledger.Tracking;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboDates;
import io.ledgersync.qbo.ask.QboList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Journal entries. Their total is no total: what counts are the lines, each a debit or a credit. */
final class JournalEntries {
    static final QboList LIST =
            QboList.of("JournalEntry", QboList.Content.TRANSACTIONS, LedgerKind.JOURNAL, JournalEntries::read);

    private JournalEntries() {}

    private static Journal read(Fields entry) {
        List<JournalLine> lines = entry.list("Line").stream()
                .filter(line -> !line.textOrEmpty("DetailType").equals("SubTotalLineDetail"))
                .map(JournalEntries::line)
                .toList();
        boolean voided = References.noteSaysVoided(entry) && lines.stream().allMatch(JournalEntries::empty);
        return new Journal(
                entry.text("DocNumber"),
                voided ? "VOIDED" : "POSTED",
                QboDates.date(entry, "TxnDate"),
                entry.text("PrivateNote"),
                null,
                null,
                References.currency(entry),
                lines);
    }

    private static boolean empty(JournalLine line) {
        return line.getCredit() == null
                && (line.getDebit() == null || line.getDebit().signum() == 0);
    }

    private static JournalLine line(Fields line) {
        Fields detail = line.object("JournalEntryLineDetail");
        Fields account = detail.object("AccountRef");
        BigDecimal signed = signed(line, detail);
        List<Tracking> tracking = new ArrayList<>();
        for (String dimension : List.of("Class", "Department")) {
            Tracking value = Lines.tracking(dimension, detail, dimension + "Ref");
            if (value != null) {
                tracking.add(value);
            }
        }
        boolean debit = signed.signum() >= 0;
        return new JournalLine(
                line.text("Id"),
                account.text("value"),
                null,
                account.text("name"),
                line.text("Description"),
                debit ? signed : null,
                debit ? null : signed.negate(),
                detail.amount("TaxAmount"),
                References.id(detail.object("Entity"), "EntityRef"),
                tracking);
    }

    /** The amount, debit positive; a line that is only words posts nothing. */
    private static BigDecimal signed(Fields line, Fields detail) {
        BigDecimal amount = line.amount("Amount");
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
