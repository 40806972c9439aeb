package io.ledgersync.qbo.stream;

import io.ledgersync.qbo.ask.QboList;
import java.util.ArrayList;
import java.util.List;

/** Which of QuickBooks' lists a run reads, in the order in which they are shown. */
public final class QboStreams {
    private static final List<QboList> BOOKS = List.of(
            CompanyInfo.LIST,
            Preferences.LIST,
            Accounts.LIST,
            Customers.LIST,
            Vendors.LIST,
            Employees.LIST,
            Items.LIST,
            Classes.LIST,
            Departments.LIST,
            Terms.LIST,
            PaymentMethods.LIST,
            TaxCodes.LIST,
            TaxRates.LIST,
            TaxAgencies.LIST,
            Invoices.LIST,
            CreditMemos.LIST,
            SalesReceipts.LIST,
            RefundReceipts.LIST,
            Payments.LIST,
            Bills.LIST,
            VendorCredits.LIST,
            BillPayments.LIST,
            Purchases.LIST,
            Deposits.LIST,
            Transfers.LIST,
            CreditCardPayments.LIST,
            JournalEntries.LIST,
            TrialBalanceReport.LIST);

    private static final List<QboList> OPTIONAL = List.of(Estimates.LIST, PurchaseOrders.LIST, Budgets.LIST);

    private QboStreams() {}

    /** The names of the streams that are read only when they are asked for. */
    public static List<String> optional() {
        return OPTIONAL.stream().map(QboList::entity).toList();
    }

    /**
     * The lists of every run.
     *
     * @param also names of the optional ones to read
     */
    public static List<QboList> of(List<String> also) {
        List<QboList> lists = new ArrayList<>(BOOKS);
        for (String name : also) {
            lists.add(OPTIONAL.stream()
                    .filter(list -> list.entity().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "ledgersync.qbo.optional-streams is \"" + name + "\"; allowed are " + optional())));
        }
        return List.copyOf(lists);
    }
}
