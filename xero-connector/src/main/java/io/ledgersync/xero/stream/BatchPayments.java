package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.PaymentBatch;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;
import java.util.ArrayList;
import java.util.List;

/** Payments that went to the bank as one. */
final class BatchPayments {
    static final XeroList LIST = XeroList.of(
                    "BatchPayments", XeroList.Order.UNPAGED, LedgerKind.PAYMENT_BATCH, BatchPayments::read)
            .dated(XeroList.Dating.BY_WHERE);

    private BatchPayments() {}

    private static PaymentBatch read(Fields batch) {
        List<String> payments = new ArrayList<>();
        for (Fields payment : batch.list("Payments")) {
            String id = payment.text("PaymentID");
            if (id != null) {
                payments.add(id);
            }
        }
        return new PaymentBatch(
                switch (batch.textOrEmpty("Type")) {
                    case "RECBATCH" -> "RECEIVE";
                    case "PAYBATCH" -> "SPEND";
                    default -> "UNKNOWN";
                },
                Words.known(batch, "Status", Words.POSTED_STATES),
                XeroDates.date(batch, "Date"),
                batch.object("Account").text("AccountID"),
                batch.amount("TotalAmount"),
                batch.text("Reference"),
                payments);
    }
}
