package io.ledgersync.sandbox.books.xero.lists;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;

/** Budgets; the list shows none of their lines. */
public final class Budgets extends Kind {
    public Budgets(Book book) {
        super(book, "Budget");
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        json.text("BudgetID", id(index))
                .text("Type", index == 0 ? "OVERALL" : "TRACKING")
                .text("Description", index == 0 ? "Overall Budget" : "Budget " + index)
                .updated(made)
                .none("BudgetLines", "Tracking");
    }
}
