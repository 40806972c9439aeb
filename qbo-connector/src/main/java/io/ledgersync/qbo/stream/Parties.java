package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.kit.reading.Fields;

/** Customers, vendors and employees as contacts. */
final class Parties {
    private Parties() {}

    /** A contact whose tax number stands in the field named. */
    static Contact read(Fields party, boolean customer, boolean supplier, boolean employee, String taxField) {
        return Contact.newBuilder()
                .setName(party.textOrEmpty("DisplayName"))
                .setCustomer(customer)
                .setSupplier(supplier)
                .setStatus(References.active(party))
                .setEmail(party.object("PrimaryEmailAddr").text("Address"))
                .setTaxNumber(party.text(taxField))
                .setAccountNumber(party.text("AcctNum"))
                .setCurrency(References.currency(party))
                .setEmployee(employee)
                .setAddresses(Addresses.of(party))
                .setPhones(Addresses.phones(party))
                .build();
    }
}
