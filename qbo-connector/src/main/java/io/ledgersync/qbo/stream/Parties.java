package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.kit.reading.Fields;

/** Customers, vendors and employees as contacts. */
final class Parties {
    private Parties() {}

    /** A contact whose tax number stands in the field named. */
    static Contact read(Fields party, boolean customer, boolean supplier, boolean employee, String taxField) {
        return new Contact(
                party.textOrEmpty("DisplayName"),
                customer,
                supplier,
                References.active(party),
                party.object("PrimaryEmailAddr").text("Address"),
                party.text(taxField),
                party.text("AcctNum"),
                References.currency(party),
                null,
                employee);
    }
}
