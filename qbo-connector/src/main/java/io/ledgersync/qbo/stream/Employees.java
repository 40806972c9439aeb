package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Who works for the client. */
final class Employees {
    static final QboList LIST = QboList.of("Employee", QboList.Content.NAMES, LedgerKind.CONTACT, Employees::read);

    private Employees() {}

    private static Contact read(Fields employee) {
        return Parties.read(employee, false, false, true, "TaxIdentifier");
    }
}
