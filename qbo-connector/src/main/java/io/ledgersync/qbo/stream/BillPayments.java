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
        return Payment.newBuilder()
                .setDirection("SPEND")
                .setStatus(totals.status())
                .setDate(QboDates.date(payment, "TxnDate"))
                .setAmount(totals.total())
                .setCurrency(References.currency(payment))
                .setExchangeRate(References.rate(payment))
                .setAccountId(
                        cheque != null ? cheque : References.id(payment.object("CreditCardPayment"), "CCAccountRef"))
                .setContactId(References.id(payment, "VendorRef"))
                .setAllocations(Lines.allocations(payment))
                .setMemo(payment.text("PrivateNote"))
                .setNumber(payment.text("DocNumber"))
                .build();
    }
}
