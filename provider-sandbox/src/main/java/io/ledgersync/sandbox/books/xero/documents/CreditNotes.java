package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import java.time.Instant;

/** Credit notes to customers and of suppliers in turn, none of them allocated. */
public final class CreditNotes extends Document {
    public CreditNotes(Book book) {
        super(book, "CreditNote");
    }

    @Override
    protected boolean debits(int index) {
        return !in(index);
    }

    @Override
    protected String journalType(int index) {
        return in(index) ? "ACCRECCREDIT" : "ACCPAYCREDIT";
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        Amounts amounts = amounts(index);
        json.text("CreditNoteID", id(index))
                .text("CreditNoteNumber", "CN-" + index)
                .none("Payments")
                .text("ID", id(index))
                .four("CurrencyRate", amounts.rate)
                .text("Type", journalType(index))
                .text("Reference", "")
                .money("RemainingCredit", amounts.total())
                .none("Allocations")
                .flag("HasAttachments", false)
                .flag("HasErrors", false);
        contact(index, json);
        json.days("Date", day(index)).text("Status", "AUTHORISED");
        lines(index, amounts, json);
        json.updatedTwice(made);
        json.text("CurrencyCode", amounts.currency);
    }
}
