package io.ledgersync.sandbox.books.qbo.costs;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;

/** What was paid at once, by check or with the card; now and then the card is paid back. */
public final class Purchases extends Cost {
    private static final int ONE_BY_CARD_IN = 4;
    private static final int ONE_BACK_IN = 40;

    public Purchases(Book book) {
        super(book, "Purchase");
    }

    private static boolean byCard(int index) {
        return index % ONE_BY_CARD_IN == 3;
    }

    @Override
    protected int contra(int index) {
        return byCard(index) ? Chart.CARD : Chart.CHECKING;
    }

    @Override
    protected boolean debits(int index) {
        return index % ONE_BACK_IN == 3;
    }

    @Override
    protected void members(int index, Json json) {
        book.chart().reference("AccountRef", contra(index), json);
        json.text("PaymentType", byCard(index) ? "CreditCard" : "Check");
        if (byCard(index)) {
            json.flag("Credit", debits(index));
        }
        int vendor = party(index);
        json.object("EntityRef")
                .text("value", Integer.toString(vendor + 1))
                .text("name", vendors.name(vendor))
                .text("type", "Vendor")
                .close();
        total(index, json);
        json.object("PurchaseEx").array("any").end().close();
        begin(index, json);
        lines(index, json);
    }
}
