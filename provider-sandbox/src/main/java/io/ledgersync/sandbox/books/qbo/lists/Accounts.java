package io.ledgersync.sandbox.books.qbo.lists;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;

/** The chart of accounts. */
public final class Accounts extends Kind {
    public Accounts(Book book) {
        super(book, "Account");
    }

    @Override
    protected void members(int index, Json json) {
        Chart.Role role = Chart.role(index);
        json.text("Name", role.name())
                .flag("SubAccount", false)
                .text("FullyQualifiedName", role.name())
                .flag("Active", true)
                .text("Classification", role.classification())
                .text("AccountType", role.type())
                .text("AccountSubType", role.subType())
                .whole("CurrentBalance", 0)
                .whole("CurrentBalanceWithSubAccounts", 0);
        Book.currency(Book.HOME, json);
    }
}
