package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.SqlOrder;
import io.ledgersync.sandbox.books.xero.documents.Advances;
import io.ledgersync.sandbox.books.xero.documents.BankTransactions;
import io.ledgersync.sandbox.books.xero.documents.CreditNotes;
import io.ledgersync.sandbox.books.xero.documents.Invoices;
import io.ledgersync.sandbox.books.xero.documents.LinkedTransactions;
import io.ledgersync.sandbox.books.xero.documents.PurchaseOrders;
import io.ledgersync.sandbox.books.xero.documents.Quotes;
import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import io.ledgersync.sandbox.books.xero.kind.Posting;
import io.ledgersync.sandbox.books.xero.lists.Accounts;
import io.ledgersync.sandbox.books.xero.lists.Budgets;
import io.ledgersync.sandbox.books.xero.lists.Contacts;
import io.ledgersync.sandbox.books.xero.lists.Currencies;
import io.ledgersync.sandbox.books.xero.lists.Items;
import io.ledgersync.sandbox.books.xero.lists.TaxRates;
import io.ledgersync.sandbox.books.xero.lists.TrackingCategories;
import io.ledgersync.sandbox.books.xero.lists.Users;
import io.ledgersync.sandbox.books.xero.money.BankTransfers;
import io.ledgersync.sandbox.books.xero.money.BatchPayments;
import io.ledgersync.sandbox.books.xero.money.Journals;
import io.ledgersync.sandbox.books.xero.money.ManualJournals;
import io.ledgersync.sandbox.books.xero.money.Payments;
import java.util.ArrayList;
import java.util.List;

/**
 * A Xero organisation's books, generated: everything that posts has its journal, every journal balances.
 *
 * <p>Kinds that the specification does not name are empty. Journals are as many as there are documents that post,
 * unless it names fewer.
 */
public final class XeroBooks {
    private final Book book;

    public XeroBooks(BooksSpec spec, long seed) {
        this.book = Book.of(spec, seed);
    }

    /** Puts the books on an organisation's shelves and leaves them to Xero's hand. */
    public void fill(Organisation organisation) {
        List<Kind> kinds = List.of(
                new Accounts(book),
                new Contacts(book),
                new Invoices(book),
                new Payments(book),
                new BankTransactions(book),
                new CreditNotes(book),
                Advances.prepayments(book),
                Advances.overpayments(book),
                new BankTransfers(book),
                new BatchPayments(book),
                new ManualJournals(book),
                new TaxRates(book),
                new TrackingCategories(book),
                new Currencies(book),
                new Items(book),
                new Users(book),
                new PurchaseOrders(book),
                new Quotes(book),
                new LinkedTransactions(book),
                new Budgets(book));
        List<Posting.Source> posting = new ArrayList<>();
        for (Kind kind : kinds) {
            if (book.spec().sizes().containsKey(kind.sourceType())) {
                organisation.shelf(kind.sourceType(), new Shelf(kind, SqlOrder.OF_IDS));
            }
            if (kind instanceof Posting.Source source) {
                posting.add(source);
            }
        }
        int most = book.spec().sizes().getOrDefault("Journal", Integer.MAX_VALUE);
        organisation.shelf("Journal", new Shelf(new Journals(book, posting, most), SqlOrder.OF_IDS));
        OrganisationRow.keep(organisation);
        organisation.edits().by(new XeroHand(organisation, book.chart()));
    }

    /** Leaves books that were recorded, and so have no journals, to Xero's hand. */
    public static void keep(Organisation recorded) {
        OrganisationRow.keep(recorded);
        recorded.edits()
                .by(new XeroHand(
                        recorded, Book.of(new BooksSpec(java.util.Map.of()), 0).chart()));
    }
}
