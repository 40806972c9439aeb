package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboDates;
import io.ledgersync.qbo.ask.QboList;

/** Payments to vendors, by cheque or card. */
final class BillPayments {
    static final QboList LIST =
            QboList.of("BillPayment", QboList.Content.TRANSACTIONS, LedgerKind.PAYMENT, BillPayments::read);

    private BillPayments() {}

    private static Payment read(Fields payment) {
        Totals totals = Totals.of(payment);
        String cheque = References.id(payment.object("CheckPayment"), "BankAccountRef");
        return new Payment(
                "SPEND",
                totals.status(),
                QboDates.date(payment, "TxnDate"),
                totals.total(),
                References.currency(payment),
                payment.amount("ExchangeRate"),
                cheque != null ? cheque : References.id(payment.object("CreditCardPayment"), "CCAccountRef"),
                References.id(payment, "VendorRef"),
                payment.text("DocNumber"),
                Lines.allocations(payment));
    }
}
