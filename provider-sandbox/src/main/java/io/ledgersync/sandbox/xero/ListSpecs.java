package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.xero.ListSpec.Paging;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The lists of the API, as the provider's documentation tells them apart. */
final class ListSpecs {
    private static final Map<String, ListSpec> ALL = List.of(
                    ListSpec.of("Accounts", Paging.NONE, true),
                    ListSpec.of("Contacts", Paging.FULL, true)
                            .filtered(Map.of("IDs", "ContactID"))
                            .hiding("ContactStatus", "ARCHIVED", "includeArchived")
                            .without("ContactPersons", "ContactGroups", "Balances", "PaymentTerms", "MergedToContactID")
                            .efficientBy(
                                    Set.of("Name", "EmailAddress", "AccountNumber"),
                                    Set.of(),
                                    Set.of("ContactID"),
                                    Set.of("ContactID", "UpdatedDateUTC", "Name")),
                    ListSpec.of("Invoices", Paging.FULL, true)
                            .filtered(Map.of(
                                    "IDs",
                                    "InvoiceID",
                                    "InvoiceNumbers",
                                    "InvoiceNumber",
                                    "ContactIDs",
                                    "Contact.ContactID",
                                    "Statuses",
                                    "Status"))
                            .efficientBy(
                                    Set.of(
                                            "Status",
                                            "Type",
                                            "AmountPaid",
                                            "InvoiceID",
                                            "InvoiceNumber",
                                            "Reference",
                                            "Contact.ContactID",
                                            "Contact.Name",
                                            "Contact.ContactNumber"),
                                    Set.of("Date", "DueDate", "AmountDue"),
                                    Set.of("InvoiceID"),
                                    Set.of("InvoiceID", "UpdatedDateUTC", "Date")),
                    ListSpec.of("CreditNotes", Paging.FULL, true)
                            .efficientBy(
                                    Set.of("Status", "Type"),
                                    Set.of("Date"),
                                    Set.of("CreditNoteID"),
                                    Set.of("CreditNoteID", "UpdatedDateUTC", "Date")),
                    ListSpec.of("BankTransactions", Paging.FULL, true)
                            .efficientBy(
                                    Set.of("Type", "Status", "Contact.ContactID"),
                                    Set.of("Date"),
                                    Set.of("BankTransactionID"),
                                    Set.of("BankTransactionID", "UpdatedDateUTC", "Date")),
                    ListSpec.of("BankTransfers", Paging.NONE, true).hiding("Status", "DELETED", "includeDeleted"),
                    ListSpec.of("Payments", Paging.FULL, true)
                            .efficientBy(
                                    Set.of("PaymentType", "Status", "Invoice.InvoiceID", "Reference"),
                                    Set.of("Date"),
                                    Set.of("PaymentID", "Invoice.InvoiceID"),
                                    Set.of("UpdatedDateUTC", "Date", "PaymentID")),
                    ListSpec.of("BatchPayments", Paging.NONE, true),
                    ListSpec.of("Prepayments", Paging.FULL, true).filtered(Map.of("InvoiceNumbers", "InvoiceNumber")),
                    ListSpec.of("Overpayments", Paging.FULL, true).filtered(Map.of("References", "Reference")),
                    ListSpec.of("ManualJournals", Paging.FULL, true)
                            .without("JournalLines")
                            .efficientBy(
                                    Set.of("Status"),
                                    Set.of("Date"),
                                    Set.of("ManualJournalID"),
                                    Set.of("ManualJournalID", "UpdatedDateUTC", "Date")),
                    ListSpec.of("TaxRates", Paging.NONE, false).known("TaxType"),
                    ListSpec.of("TrackingCategories", Paging.NONE, false)
                            .hiding("Status", "ARCHIVED", "includeArchived"),
                    ListSpec.of("Currencies", Paging.NONE, false).known("Code"),
                    ListSpec.of("Items", Paging.NONE, true),
                    ListSpec.of("Users", Paging.NONE, true),
                    ListSpec.of("PurchaseOrders", Paging.FULL, true)
                            .filtered(Map.of("Status", "Status"))
                            .efficientBy(
                                    Set.of("Status"),
                                    Set.of("Date"),
                                    Set.of("PurchaseOrderID"),
                                    Set.of("PurchaseOrderID", "UpdatedDateUTC", "Date")),
                    ListSpec.of("Quotes", Paging.BARE, true)
                            .filtered(Map.of(
                                    "Status",
                                    "Status",
                                    "ContactID",
                                    "Contact.ContactID",
                                    "QuoteNumber",
                                    "QuoteNumber")),
                    ListSpec.of("LinkedTransactions", Paging.BARE, false)
                            .filtered(Map.of(
                                    "LinkedTransactionID",
                                    "LinkedTransactionID",
                                    "SourceTransactionID",
                                    "SourceTransactionID",
                                    "ContactID",
                                    "ContactID",
                                    "Status",
                                    "Status",
                                    "TargetTransactionID",
                                    "TargetTransactionID")),
                    ListSpec.of("Budgets", Paging.NONE, false).filtered(Map.of("IDs", "BudgetID")))
            .stream()
            .collect(Collectors.toUnmodifiableMap(ListSpec::path, Function.identity()));

    private ListSpecs() {}

    /** The list of a path; null when there is none. */
    static @org.jspecify.annotations.Nullable ListSpec of(String path) {
        return ALL.get(path);
    }
}
