package io.ledgersync.sandbox.books.qbo.sales;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;

/** Sales that are paid at once, or whose money is given back at once. */
public final class Receipts extends Sale {
    private final boolean refund;

    private Receipts(Book book, boolean refund) {
        super(book, refund ? "RefundReceipt" : "SalesReceipt");
        this.refund = refund;
    }

    public static Receipts ofSales(Book book) {
        return new Receipts(book, false);
    }

    public static Receipts ofRefunds(Book book) {
        return new Receipts(book, true);
    }

    @Override
    protected int contra(int index) {
        return Chart.CHECKING;
    }

    @Override
    protected boolean debits(int index) {
        return !refund;
    }

    @Override
    protected void members(int index, Json json) {
        begin(index, json);
        lines(index, json);
        total(index, json);
        label("PaymentMethod", "PaymentMethodRef", index, 8, json);
        book.chart().reference("DepositToAccountRef", Chart.CHECKING, json);
        json.whole("Balance", 0)
                .flag("ApplyTaxAfterDiscount", false)
                .text("PrintStatus", "NotSet")
                .text("EmailStatus", "NotSet");
    }
}
