package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Whom the client buys from. */
final class Vendors {
    static final QboList LIST = QboList.of("Vendor", QboList.Content.NAMES, LedgerKind.CONTACT, Vendors::read);

    private Vendors() {}

    private static Contact read(Fields vendor) {
        return Parties.read(vendor, false, true, false, "TaxIdentifier");
    }
}
