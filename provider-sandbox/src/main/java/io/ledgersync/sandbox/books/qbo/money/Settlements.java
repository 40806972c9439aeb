package io.ledgersync.sandbox.books.qbo.money;

import io.ledgersync.sandbox.books.qbo.costs.Bills;
import io.ledgersync.sandbox.books.qbo.kind.Amounts;
import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Document;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import io.ledgersync.sandbox.books.qbo.kind.Posting;
import io.ledgersync.sandbox.books.qbo.lists.Customers;
import io.ledgersync.sandbox.books.qbo.lists.Vendors;
import io.ledgersync.sandbox.books.qbo.sales.Invoices;

/** Payments of invoices and of bills: each settles the document of the same place, the surplus settles nothing. */
public final class Settlements extends Kind implements Posting {
    private final Document settled;
    private final boolean received;
    private final Customers customers;
    private final Vendors vendors;

    private Settlements(Book book, String sourceType, Document settled, boolean received) {
        super(book, sourceType);
        this.settled = settled;
        this.received = received;
        this.customers = new Customers(book);
        this.vendors = new Vendors(book);
    }

    public static Settlements ofInvoices(Book book) {
        return new Settlements(book, "Payment", new Invoices(book), true);
    }

    public static Settlements ofBills(Book book) {
        return new Settlements(book, "BillPayment", Bills.ofVendors(book), false);
    }

    @Override
    public void post(int index, Ledger ledger) {
        Amounts amounts = settled.amounts(index);
        long cents = amounts.home(amounts.total());
        ledger.add(book.chart().place(Chart.CHECKING), received ? cents : -cents);
        ledger.add(book.chart().place(received ? Chart.RECEIVABLE : Chart.PAYABLE), received ? -cents : cents);
    }

    @Override
    protected void members(int index, Json json) {
        Amounts amounts = settled.amounts(index);
        int party = settled.party(index);
        boolean settles = index < settled.size();
        if (received) {
            customers.reference(party, json);
            book.chart().reference("DepositToAccountRef", Chart.CHECKING, json);
        } else {
            vendors.reference(party, json);
            json.text("PayType", "Check").object("CheckPayment").text("PrintStatus", "NeedToPrint");
            book.chart().reference("BankAccountRef", Chart.CHECKING, json);
            json.close().text("DocNumber", Integer.toString(index + 1));
        }
        json.money("TotalAmt", amounts.total());
        if (received) {
            json.money("UnappliedAmt", settles ? 0 : amounts.total()).flag("ProcessPayment", false);
        }
        json.day("TxnDate", date(index));
        Book.currency(book.currency(party), json);
        if (amounts.foreign()) {
            json.rate("ExchangeRate", amounts.rate());
        }
        if (received) {
            json.array("LinkedTxn").end();
        }
        json.array("Line");
        if (settles) {
            json.open()
                    .money("Amount", amounts.total())
                    .array("LinkedTxn")
                    .open()
                    .text("TxnId", settled.id(index))
                    .text("TxnType", settled.sourceType())
                    .close()
                    .end();
            if (received) {
                json.object("LineEx").array("any").end().close();
            }
            json.close();
        }
        json.end();
    }
}
