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
        boolean voided = References.voided(entry, lines.stream().allMatch(JournalEntries::empty));
        return Journal.newBuilder()
                .setNumber(entry.text("DocNumber"))
                .setStatus(voided ? "VOIDED" : "POSTED")
                .setDate(QboDates.date(entry, "TxnDate"))
                .setCurrency(References.currency(entry))
                .setLines(lines)
                .setExchangeRate(References.rate(entry))
                .setMemo(entry.text("PrivateNote"))
                .build();
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
        return JournalLine.newBuilder()
                .setId(line.text("Id"))
                .setAccountId(account.text("value"))
                .setAccountName(account.text("name"))
                .setDescription(line.text("Description"))
                .setDebit(debit ? signed : null)
                .setCredit(debit ? null : signed.negate())
                .setTaxAmount(detail.amount("TaxAmount"))
                .setTaxCode(References.id(detail, "TaxCodeRef"))
                .setContactId(References.id(detail.object("Entity"), "EntityRef"))
                .setTracking(tracking)
                .build();
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
