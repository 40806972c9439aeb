package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Sales that were paid at once. */
final class SalesReceipts {
    static final QboList LIST =
            QboList.of("SalesReceipt", QboList.Content.TRANSACTIONS, LedgerKind.BANK_TRANSACTION, SalesReceipts::read);

    private SalesReceipts() {}

    private static BankTransaction read(Fields transaction) {
        return Documents.money("RECEIVE", "SalesReceipt", transaction, "DepositToAccountRef", "CustomerRef");
    }
}
