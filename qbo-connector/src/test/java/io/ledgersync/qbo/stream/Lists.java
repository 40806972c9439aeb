package io.ledgersync.qbo.stream;

import io.ledgersync.qbo.ask.QboList;
import java.util.List;

/** The lists of QuickBooks that tests name. */
public final class Lists {
    public static final QboList COMPANY_INFO = CompanyInfo.LIST;
    public static final QboList ACCOUNT = Accounts.LIST;
    public static final QboList CUSTOMER = Customers.LIST;
    public static final QboList VENDOR = Vendors.LIST;
    public static final QboList ITEM = Items.LIST;
    public static final QboList INVOICE = Invoices.LIST;
    public static final QboList CREDIT_CARD_PAYMENT = CreditCardPayments.LIST;
    public static final QboList BUDGET = Budgets.LIST;
    public static final QboList PAYMENT = Payments.LIST;
    public static final QboList PURCHASE = Purchases.LIST;
    public static final QboList JOURNAL_ENTRY = JournalEntries.LIST;

    private Lists() {}

    /** Every list that there is. */
    public static List<QboList> all() {
        return QboStreams.of(QboStreams.optional());
    }

    /** The list of this name. */
    public static QboList named(String entity) {
        return all().stream()
                .filter(list -> list.entity().equals(entity))
                .findFirst()
                .orElseThrow();
    }
}
