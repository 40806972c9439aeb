package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;
import java.util.Set;

/** Customers and suppliers, archived ones too; they are never deleted. */
final class Contacts {
    static final XeroList LIST = XeroList.of("Contacts", XeroList.Order.BY_CHANGE, LedgerKind.CONTACT, Contacts::read)
            .with("includeArchived=true")
            .found(XeroList.Lookup.TOGETHER)
            .dated(XeroList.Dating.NOT);

    private static final Set<String> STATES = Set.of("ACTIVE", "ARCHIVED", "GDPRREQUEST");

    private Contacts() {}

    private static Contact read(Fields contact) {
        String status = Words.known(contact, "ContactStatus", STATES);
        return Contact.newBuilder()
                .setName(contact.textOrEmpty("Name"))
                .setCustomer(contact.flag("IsCustomer"))
                .setSupplier(contact.flag("IsSupplier"))
                // Whoever asked to be forgotten is archived for good.
                .setStatus(status.equals("GDPRREQUEST") ? "ARCHIVED" : status)
                .setEmail(contact.text("EmailAddress"))
                .setTaxNumber(contact.text("TaxNumber"))
                .setAccountNumber(contact.text("AccountNumber"))
                .setCurrency(contact.text("DefaultCurrency"))
                .setMergedIntoId(contact.text("MergedToContactID"))
                .setAddresses(Addresses.of(contact))
                .setPhones(Addresses.phones(contact))
                .build();
    }
}
