package io.ledgersync.sandbox.books.qbo.sales;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;

/** Invoices; the first of them are paid. */
public final class Invoices extends Sale {
    private static final int DAYS_TO_PAY = 30;

    public Invoices(Book book) {
        super(book, "Invoice");
    }

    @Override
    protected int contra(int index) {
        return Chart.RECEIVABLE;
    }

    @Override
    protected boolean debits(int index) {
        return true;
    }

    @Override
    protected void members(int index, Json json) {
        json.flag("AllowIPNPayment", false)
                .flag("AllowOnlinePayment", false)
                .flag("AllowOnlineCreditCardPayment", false)
                .flag("AllowOnlineACHPayment", false)
                .array("CustomField")
                .open()
                .text("DefinitionId", "1")
                .text("Name", "Crew #")
                .text("Type", "StringType")
                .close()
                .end();
        begin(index, json);
        boolean paid = settled(index, "Payment", json);
        lines(index, json);
        if (book.size("Term") > 0) {
            label("Term", "SalesTermRef", index, 7, json);
        } else {
            json.reference("SalesTermRef", "3", "Net 30");
        }
        json.day("DueDate", date(index).plusDays(DAYS_TO_PAY));
        total(index, json);
        json.flag("ApplyTaxAfterDiscount", false)
                .text("PrintStatus", "NeedToPrint")
                .text("EmailStatus", "NotSet");
        balance(index, paid, json);
    }
}
