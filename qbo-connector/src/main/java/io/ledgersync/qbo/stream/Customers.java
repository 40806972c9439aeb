package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Whom the client sells to. */
final class Customers {
    static final QboList LIST = QboList.of("Customer", QboList.Content.NAMES, LedgerKind.CONTACT, Customers::read);

    private Customers() {}

    private static Contact read(Fields customer) {
        return Parties.read(customer, true, false, false, "PrimaryTaxIdentifier");
    }
}
