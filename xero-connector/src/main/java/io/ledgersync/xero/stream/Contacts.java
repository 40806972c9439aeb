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
            .byIds()
            .undated();

    private static final Set<String> STATES = Set.of("ACTIVE", "ARCHIVED", "GDPRREQUEST");

    private Contacts() {}

    private static Contact read(Fields contact) {
        String status = Words.known(contact, "ContactStatus", STATES);
        return new Contact(
                contact.textOrEmpty("Name"),
                contact.flag("IsCustomer"),
                contact.flag("IsSupplier"),
                // Whoever asked to be forgotten is archived for good.
                status.equals("GDPRREQUEST") ? "ARCHIVED" : status,
                contact.text("EmailAddress"),
                contact.text("TaxNumber"),
                contact.text("AccountNumber"),
                contact.text("DefaultCurrency"),
                contact.text("MergedToContactID"),
                null);
    }
}
