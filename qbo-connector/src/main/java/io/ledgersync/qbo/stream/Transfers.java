package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Transfer;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Transfers between the client's accounts. */
final class Transfers {
    static final QboList LIST =
            QboList.of("Transfer", QboList.Content.TRANSACTIONS, LedgerKind.TRANSFER, Transfers::read);

    private Transfers() {}

    private static Transfer read(Fields transaction) {
        return Movements.read(transaction, "FromAccountRef", "ToAccountRef");
    }
}
