package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.ReferenceData;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Methods of payment. */
final class PaymentMethods {
    static final QboList LIST =
            QboList.of("PaymentMethod", QboList.Content.NAMES, LedgerKind.REFERENCE_DATA, PaymentMethods::read);

    private PaymentMethods() {}

    private static ReferenceData read(Fields method) {
        return References.named(method, "Name");
    }
}
