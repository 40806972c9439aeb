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
        return JournalLine.newBuilder()
                .setId(line.text("JournalLineID"))
                .setAccountId(line.text("AccountID"))
                .setAccountCode(line.text("AccountCode"))
                .setAccountName(line.text("AccountName"))
                .setDescription(line.text("Description"))
                .setDebit(debit ? amount : null)
                .setCredit(debit ? null : amount.negate())
                .setTaxAmount(line.amount("TaxAmount"))
                .setTaxCode(line.text("TaxType"))
                .setTracking(Lines.tracking(line, trackingField))
                .build();
    }
}
