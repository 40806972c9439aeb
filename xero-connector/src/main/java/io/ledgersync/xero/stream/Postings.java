package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.JournalLine;
import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;

/** The lines of journals, whose amounts are debits when positive and credits when negative. */
final class Postings {
    private Postings() {}

    /** A line whose signed amount stands in one field and whose dimensions stand in another. */
    static JournalLine line(Fields line, String amountField, String trackingField) {
        BigDecimal amount = line.amount(amountField);
        if (amount == null) {
            throw line.unreadable(amountField, "a number");
        }
        boolean debit = amount.signum() >= 0;
        return new JournalLine(
                line.text("JournalLineID"),
                line.text("AccountID"),
                line.text("AccountCode"),
                line.text("AccountName"),
                line.text("Description"),
                debit ? amount : null,
                debit ? null : amount.negate(),
                line.amount("TaxAmount"),
                null,
                Lines.tracking(line, trackingField));
    }
}
