package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Credits given by vendors. */
final class VendorCredits {
    static final QboList LIST =
            QboList.of("VendorCredit", QboList.Content.TRANSACTIONS, LedgerKind.CREDIT, VendorCredits::read);

    private VendorCredits() {}

    private static Credit read(Fields transaction) {
        return Documents.credit("PURCHASE", transaction, "VendorRef");
    }
}
