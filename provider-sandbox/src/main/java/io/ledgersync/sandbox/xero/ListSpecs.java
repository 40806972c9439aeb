package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.xero.ListSpec.Paging;
import java.util.List;
import java.util.Map;
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
                            .efficientBy("ContactID", "UpdatedDateUTC", "Name", "EmailAddress", "AccountNumber"),
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
                                    "InvoiceID",
                                    "InvoiceId",
                                    "UpdatedDateUTC",
                                    "Date",
                                    "Status",
                                    "Type",
                                    "DueDate",
                                    "AmountDue",
                                    "AmountPaid",
                                    "InvoiceNumber",
                                    "Reference",
                                    "Contact.ContactID",
                                    "Contact.Name",
                                    "Contact.ContactNumber"),
                    ListSpec.of("CreditNotes", Paging.FULL, true)
                            .efficientBy("CreditNoteID", "UpdatedDateUTC", "Date", "Status", "Type"),
                    ListSpec.of("BankTransactions", Paging.FULL, true)
                            .efficientBy(
                                    "BankTransactionID",
                                    "UpdatedDateUTC",
                                    "Date",
                                    "Type",
                                    "Status",
                                    "Contact.ContactID"),
                    ListSpec.of("BankTransfers", Paging.NONE, true).hiding("Status", "DELETED", "includeDeleted"),
                    ListSpec.of("Payments", Paging.FULL, true)
                            .efficientBy(
                                    "PaymentID",
                                    "PaymentId",
                                    "UpdatedDateUTC",
                                    "Date",
                                    "PaymentType",
                                    "Status",
                                    "Invoice.InvoiceID",
                                    "Invoice.InvoiceId",
                                    "Reference"),
                    ListSpec.of("BatchPayments", Paging.NONE, true),
                    ListSpec.of("Prepayments", Paging.FULL, true).filtered(Map.of("InvoiceNumbers", "InvoiceNumber")),
                    ListSpec.of("Overpayments", Paging.FULL, true).filtered(Map.of("References", "Reference")),
                    ListSpec.of("ManualJournals", Paging.FULL, true)
                            .without("JournalLines")
                            .efficientBy("ManualJournalID", "UpdatedDateUTC", "Date", "Status"),
                    ListSpec.of("TaxRates", Paging.NONE, false).known("TaxType"),
                    ListSpec.of("TrackingCategories", Paging.NONE, false)
                            .hiding("Status", "ARCHIVED", "includeArchived"),
                    ListSpec.of("Currencies", Paging.NONE, false).known("Code"),
                    ListSpec.of("Items", Paging.NONE, true),
                    ListSpec.of("Users", Paging.NONE, true),
                    ListSpec.of("PurchaseOrders", Paging.FULL, true)
                            .filtered(Map.of("Status", "Status"))
                            .efficientBy("PurchaseOrderID", "UpdatedDateUTC", "Date", "Status"),
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
