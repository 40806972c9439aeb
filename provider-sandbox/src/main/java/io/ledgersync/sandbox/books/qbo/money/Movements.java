package io.ledgersync.sandbox.books.qbo.money;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import io.ledgersync.sandbox.books.qbo.kind.Posting;

/** Money from one of the company's own accounts to another: transfers, and payments of the card. */
public final class Movements extends Kind implements Posting {
    private final boolean card;

    private Movements(Book book, boolean card) {
        super(book, card ? "CreditCardPayment" : "Transfer");
        this.card = card;
    }

    public static Movements transfers(Book book) {
        return new Movements(book, false);
    }

    public static Movements ofTheCard(Book book) {
        return new Movements(book, true);
    }

    @Override
    public void post(int index, Ledger ledger) {
        long cents = numbers.cents(index, 20);
        ledger.add(book.chart().place(card ? Chart.CARD : Chart.SAVINGS), cents);
        ledger.add(book.chart().place(Chart.CHECKING), -cents);
    }

    @Override
    protected void members(int index, Json json) {
        book.chart().reference(card ? "BankAccountRef" : "FromAccountRef", Chart.CHECKING, json);
        book.chart().reference(card ? "CreditCardAccountRef" : "ToAccountRef", card ? Chart.CARD : Chart.SAVINGS, json);
        json.money("Amount", numbers.cents(index, 20)).day("TxnDate", date(index));
        Book.currency(Book.HOME, json);
    }
}
