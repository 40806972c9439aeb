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
        return Payment.newBuilder()
                .setDirection("RECEIVE")
                .setStatus(totals.status())
                .setDate(QboDates.date(payment, "TxnDate"))
                .setAmount(totals.total())
                .setCurrency(References.currency(payment))
                .setExchangeRate(References.rate(payment))
                .setAccountId(References.id(payment, "DepositToAccountRef"))
                .setContactId(References.id(payment, "CustomerRef"))
                .setReference(payment.text("PaymentRefNum"))
                .setAllocations(Lines.allocations(payment))
                .setMemo(payment.text("PrivateNote"))
                .setUnappliedAmount(payment.amount("UnappliedAmt"))
                .build();
    }
}
