package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboDates;
import io.ledgersync.qbo.ask.QboList;

/** Payments of customers. */
final class Payments {
    static final QboList LIST = QboList.of("Payment", QboList.Content.TRANSACTIONS, LedgerKind.PAYMENT, Payments::read);

    private Payments() {}

    private static Payment read(Fields payment) {
        Totals totals = Totals.of(payment);
        return new Payment(
                "RECEIVE",
                totals.status(),
                QboDates.date(payment, "TxnDate"),
                totals.total(),
                References.currency(payment),
                payment.amount("ExchangeRate"),
                References.id(payment, "DepositToAccountRef"),
                References.id(payment, "CustomerRef"),
                payment.text("PaymentRefNum"),
                Lines.allocations(payment));
    }
}
