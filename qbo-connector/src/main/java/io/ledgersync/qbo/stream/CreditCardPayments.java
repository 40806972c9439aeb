package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Transfer;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Payments of a credit card from a bank account; answers name them otherwise than questions. */
final class CreditCardPayments {
    static final QboList LIST = QboList.of(
                    "CreditCardPayment",
                    QboList.Content.WHOLE_TRANSACTIONS,
                    LedgerKind.TRANSFER,
                    CreditCardPayments::read)
            .under("CreditCardPaymentTxn");

    private CreditCardPayments() {}

    private static Transfer read(Fields transaction) {
        return Movements.read(transaction, "BankAccountRef", "CreditCardAccountRef");
    }
}
