package io.ledgersync.sandbox.books.xero.lists;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;

/** Customers and suppliers; every fiftieth is archived, every hundredth merged into the one before. */
public final class Contacts extends Kind {
    private static final int ARCHIVED = 50;

    public Contacts(Book book) {
        super(book, "Contact");
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        boolean archived = index % ARCHIVED == ARCHIVED - 1;
        json.text("ContactID", id(index))
                .text("ContactStatus", archived ? "ARCHIVED" : "ACTIVE")
                .text("Name", numbers.company(index))
                .text("FirstName", "Robin")
                .text("LastName", "Smith")
                .text("EmailAddress", "contact" + index + "@example.com")
                .text("BankAccountDetails", "");
        if (index % (2 * ARCHIVED) == 2 * ARCHIVED - 1) {
            json.text("MergedToContactID", id(index - 1));
        }
        addresses(index, json);
        json.updated(made)
                .none("ContactGroups")
                .flag("IsSupplier", index % 3 == 0)
                .flag("IsCustomer", index % 3 != 0)
                .text("DefaultCurrency", "GBP")
                .none("ContactPersons")
                .flag("HasAttachments", false)
                .flag("HasValidationErrors", false);
    }

    private static void addresses(int index, Json json) {
        json.array("Addresses")
                .open()
                .text("AddressType", "STREET")
                .text("City", "")
                .text("Region", "")
                .text("PostalCode", "")
                .text("Country", "")
                .close()
                .open()
                .text("AddressType", "POBOX")
                .text("AddressLine1", (1 + index % 200) + " High Street")
                .text("City", "Bristol")
                .text("Region", "")
                .text("PostalCode", "BS1 4DJ")
                .text("Country", "United Kingdom")
                .close()
                .end();
        json.array("Phones")
                .open()
                .text("PhoneType", "DEFAULT")
                .text("PhoneNumber", "555" + (1000 + index % 9000))
                .text("PhoneAreaCode", "0117")
                .text("PhoneCountryCode", "44")
                .close()
                .open()
                .text("PhoneType", "FAX")
                .text("PhoneNumber", "")
                .text("PhoneAreaCode", "")
                .text("PhoneCountryCode", "")
                .close()
                .end();
    }

    /** The contact as other records show it. */
    public void stub(int index, Json json) {
        json.object("Contact")
                .text("ContactID", id(index))
                .text("Name", numbers.company(index))
                .none("Addresses", "Phones", "ContactGroups", "ContactPersons")
                .flag("HasValidationErrors", false)
                .close();
    }
}
