package io.ledgersync.sandbox.books.qbo.lists;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;

/** Somebody whom the company deals with. */
abstract class Party extends Kind {
    Party(Book book, String sourceType) {
        super(book, sourceType);
    }

    /** A company's names, address and currency. */
    final void company(int index, Json json) {
        String name = numbers.company(index);
        json.text("DisplayName", name)
                .text("FullyQualifiedName", name)
                .text("CompanyName", name)
                .text("PrintOnCheckName", name)
                .flag("Active", true)
                .whole("Balance", 0)
                .object("PrimaryEmailAddr")
                .text("Address", "party" + index + "@example.com")
                .close()
                .object("PrimaryPhone")
                .text("FreeFormNumber", "(650) 555-" + (1000 + index % 9000))
                .close();
        address(index, json);
        Book.currency(book.currency(index), json);
    }

    static void address(int index, Json json) {
        json.object("BillAddr")
                .text("Id", Integer.toString(index + 1))
                .text("Line1", (1 + index % 200) + " Ocean Dr.")
                .text("City", "Half Moon Bay")
                .text("CountrySubDivisionCode", "CA")
                .text("PostalCode", "94213")
                .close();
    }
}
