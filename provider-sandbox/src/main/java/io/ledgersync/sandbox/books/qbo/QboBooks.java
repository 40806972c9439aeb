package io.ledgersync.sandbox.books.qbo;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.qbo.company.Budgets;
import io.ledgersync.sandbox.books.qbo.company.CompanyInfo;
import io.ledgersync.sandbox.books.qbo.company.Preferences;
import io.ledgersync.sandbox.books.qbo.company.Taxes;
import io.ledgersync.sandbox.books.qbo.costs.Bills;
import io.ledgersync.sandbox.books.qbo.costs.PurchaseOrders;
import io.ledgersync.sandbox.books.qbo.costs.Purchases;
import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import io.ledgersync.sandbox.books.qbo.lists.Accounts;
import io.ledgersync.sandbox.books.qbo.lists.Customers;
import io.ledgersync.sandbox.books.qbo.lists.Employees;
import io.ledgersync.sandbox.books.qbo.lists.Items;
import io.ledgersync.sandbox.books.qbo.lists.Labels;
import io.ledgersync.sandbox.books.qbo.lists.Vendors;
import io.ledgersync.sandbox.books.qbo.money.Deposits;
import io.ledgersync.sandbox.books.qbo.money.JournalEntries;
import io.ledgersync.sandbox.books.qbo.money.Movements;
import io.ledgersync.sandbox.books.qbo.money.Settlements;
import io.ledgersync.sandbox.books.qbo.sales.CreditMemos;
import io.ledgersync.sandbox.books.qbo.sales.Estimates;
import io.ledgersync.sandbox.books.qbo.sales.Invoices;
import io.ledgersync.sandbox.books.qbo.sales.Receipts;
import java.util.ArrayList;
import java.util.List;

/** A QuickBooks company's books, generated: kinds that the specification does not name are empty. */
public final class QboBooks {
    private final Book book;

    public QboBooks(BooksSpec spec, long seed) {
        this.book = Book.of(spec, seed);
    }

    /** Puts the books on a company's shelves and leaves them to QuickBooks' hand. */
    public void fill(Organisation company) {
        List<Kind> kinds = new ArrayList<>(List.of(
                new Accounts(book), new Customers(book), new Vendors(book), new Employees(book), new Items(book)));
        kinds.addAll(Labels.all(book));
        kinds.addAll(Taxes.all(book));
        kinds.addAll(List.of(
                new Budgets(book),
                new Invoices(book),
                Settlements.ofInvoices(book),
                new Purchases(book),
                new JournalEntries(book),
                new CreditMemos(book),
                Receipts.ofSales(book),
                Receipts.ofRefunds(book),
                Bills.ofVendors(book),
                Bills.credits(book),
                Settlements.ofBills(book),
                new Deposits(book),
                Movements.transfers(book),
                Movements.ofTheCard(book),
                new Estimates(book),
                new PurchaseOrders(book)));
        for (Kind kind : kinds) {
            if (book.spec().sizes().containsKey(kind.sourceType())) {
                company.shelf(kind.sourceType(), new Shelf(kind));
            }
        }
        keep(company);
    }

    /** Leaves books to QuickBooks' hand, with the company's own record and its preferences. */
    public static void keep(Organisation company) {
        company.single("CompanyInfo", new Shelf(new CompanyInfo(company.name())));
        company.single(
                "Preferences",
                new Shelf(new Preferences(
                        company.has("CompanyCurrency"), company.has("Class"), company.has("Department"))));
        company.edits().by(new QboHand(company));
    }

    /** A company's records of a kind. */
    public static Shelf shelf(Organisation company, String sourceType) {
        return company.shelf(sourceType);
    }
}
