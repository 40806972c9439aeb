package io.ledgersync.sandbox.books.xero.documents;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import java.time.Instant;
import java.util.Locale;

/**
 * Money received or spent ahead of its invoice (prepayments), or beyond it (overpayments, always against the party).
 */
public final class Advances extends Document {
    private final boolean beyond;

    private Advances(Book book, String sourceType, boolean beyond) {
        super(book, sourceType);
        this.beyond = beyond;
    }

    public static Advances prepayments(Book book) {
        return new Advances(book, "Prepayment", false);
    }

    public static Advances overpayments(Book book) {
        return new Advances(book, "Overpayment", true);
    }

    @Override
    protected int contra(int index) {
        return Chart.BANK;
    }

    @Override
    protected int account(int index, int line) {
        return beyond ? super.contra(index) : super.account(index, line);
    }

    @Override
    protected boolean taxable() {
        return !beyond;
    }

    @Override
    protected boolean foreign() {
        return false;
    }

    @Override
    protected String journalType(int index) {
        return (in(index) ? "AR" : "AP") + sourceType().toUpperCase(Locale.ROOT);
    }

    String type(int index) {
        return (in(index) ? "RECEIVE-" : "SPEND-") + sourceType().toUpperCase(Locale.ROOT);
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        Amounts amounts = amounts(index);
        json.text(sourceType() + "ID", id(index))
                .text("ID", id(index))
                .text("Type", type(index))
                .text("Reference", "")
                .money("RemainingCredit", amounts.total())
                .none("Allocations", "Payments")
                .flag("HasAttachments", false);
        contact(index, json);
        json.days("Date", day(index)).text("Status", "AUTHORISED");
        lines(index, amounts, json);
        json.updatedTwice(made);
        currency(amounts, json);
    }
}
