package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Sales that were paid back at once. */
final class RefundReceipts {
    static final QboList LIST = QboList.of(
            "RefundReceipt", QboList.Content.TRANSACTIONS, LedgerKind.BANK_TRANSACTION, RefundReceipts::read);

    private RefundReceipts() {}

    private static BankTransaction read(Fields transaction) {
        return Documents.money("SPEND", "RefundReceipt", transaction, "DepositToAccountRef", "CustomerRef");
    }
}
