package io.ledgersync.xero.stream;

import io.ledgersync.xero.ask.XeroList;
import java.util.List;

/** The lists of Xero that tests name. */
public final class Lists {
    public static final XeroList ACCOUNTS = Accounts.LIST;
    public static final XeroList CONTACTS = Contacts.LIST;
    public static final XeroList INVOICES = Invoices.LIST;
    public static final XeroList PAYMENTS = Payments.LIST;
    public static final XeroList LINKED_TRANSACTIONS = LinkedTransactions.LIST;
    public static final XeroList JOURNALS = Journals.LIST;

    public static final XeroList USERS = Users.LIST;
    public static final XeroList ITEMS = Items.LIST;
    public static final XeroList BANK_TRANSFERS = BankTransfers.LIST;
    public static final XeroList BATCH_PAYMENTS = BatchPayments.LIST;
    public static final XeroList PREPAYMENTS = Prepayments.LIST;
    public static final XeroList OVERPAYMENTS = Overpayments.LIST;
    public static final XeroList MANUAL_JOURNALS = ManualJournals.LIST;
    public static final XeroList PURCHASE_ORDERS = PurchaseOrders.LIST;
    public static final XeroList QUOTES = Quotes.LIST;
    public static final XeroList TRIAL_BALANCE = TrialBalanceReport.LIST;

    private Lists() {}

    /** Every list that there is. */
    public static List<XeroList> all() {
        return XeroStreams.of(true, XeroStreams.optional());
    }

    /** The list at this path. */
    public static XeroList named(String path) {
        return all().stream()
                .filter(list -> list.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
