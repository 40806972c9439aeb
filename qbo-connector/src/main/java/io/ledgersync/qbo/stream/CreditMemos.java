package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Credits given to customers. */
final class CreditMemos {
    static final QboList LIST =
            QboList.of("CreditMemo", QboList.Content.TRANSACTIONS, LedgerKind.CREDIT, CreditMemos::read);

    private CreditMemos() {}

    private static Credit read(Fields transaction) {
        return Documents.credit("SALES", transaction, "CustomerRef");
    }
}
