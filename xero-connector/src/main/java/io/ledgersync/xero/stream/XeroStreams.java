package io.ledgersync.xero.stream;

import io.ledgersync.xero.ask.XeroList;
import java.util.ArrayList;
import java.util.List;

/** Which of Xero's lists a run reads, in the order in which they are shown. */
public final class XeroStreams {
    private static final List<XeroList> BOOKS = List.of(
            OrganisationStream.LIST,
            Users.LIST,
            Accounts.LIST,
            TaxRates.LIST,
            TrackingCategories.LIST,
            Currencies.LIST,
            Items.LIST,
            Contacts.LIST,
            Invoices.LIST,
            CreditNotes.LIST,
            BankTransactions.LIST,
            BankTransfers.LIST,
            Payments.LIST,
            BatchPayments.LIST,
            Prepayments.LIST,
            Overpayments.LIST,
            ManualJournals.LIST,
            TrialBalanceReport.LIST);

    private static final List<XeroList> OPTIONAL =
            List.of(PurchaseOrders.LIST, Quotes.LIST, LinkedTransactions.LIST, Budgets.LIST);

    private XeroStreams() {}

    /** The names of the streams that are read only when they are asked for. */
    public static List<String> optional() {
        return OPTIONAL.stream().map(XeroList::path).toList();
    }

    /**
     * The lists of every run.
     *
     * @param journals whether the journals are among them
     * @param also names of the optional ones to read
     */
    public static List<XeroList> of(boolean journals, List<String> also) {
        List<XeroList> lists = new ArrayList<>(BOOKS);
        if (journals) {
            lists.add(Journals.LIST);
        }
        for (String name : also) {
            lists.add(OPTIONAL.stream()
                    .filter(list -> list.path().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "ledgersync.xero.optional-streams is \"" + name + "\"; allowed are " + optional())));
        }
        return List.copyOf(lists);
    }
}
