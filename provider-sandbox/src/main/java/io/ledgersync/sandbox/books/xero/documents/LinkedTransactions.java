package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;

/** Costs that are to be charged on: the bill they came with and the customer who bears them. */
public final class LinkedTransactions extends Kind {
    private final Invoices invoices;

    public LinkedTransactions(Book book) {
        super(book, "LinkedTransaction");
        invoices = new Invoices(book);
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        int bill = (2 * index + 1) % Math.max(2, invoices.size());
        json.text("LinkedTransactionID", id(index))
                .text("SourceTransactionID", invoices.id(bill))
                .text("SourceLineItemID", invoices.lineId(bill, 0))
                .text("ContactID", book.numbers("Contact").uuid(invoices.contactOf(bill)))
                .text("Status", "APPROVED")
                .text("Type", "BILLABLEEXPENSE")
                .updated(made)
                .text("SourceTransactionTypeCode", "ACCPAY");
    }
}
