package io.ledgersync.sandbox.books.xero.lists;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;
import java.util.List;

/** Who may use the organisation, in every role in turn. */
public final class Users extends Kind {
    private static final List<String> NAMES = List.of("adviser", "standard", "readonly");
    private static final List<String> ROLES =
            List.of("FINANCIALADVISER", "STANDARD", "READONLY", "INVOICEONLY", "MANAGEDCLIENT", "CASHBOOKCLIENT");

    public Users(Book book) {
        super(book, "User");
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        json.text("UserID", id(index))
                .text("EmailAddress", (index < NAMES.size() ? NAMES.get(index) : "user" + index) + "@example.com")
                .text("FirstName", "Robin")
                .text("LastName", "Smith " + index)
                .updated(made)
                .flag("IsSubscriber", index == 0)
                .text("OrganisationRole", ROLES.get(index % ROLES.size()));
    }
}
