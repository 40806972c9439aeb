package io.ledgersync.xero.ask;

import java.util.Arrays;
import java.util.Optional;

/** The lists of Xero's Accounting API that a ledger is made of. */
public enum XeroList {
    ORGANISATION("Organisation", "Organisations", "Organisation", Order.WHOLE, "", false),
    ACCOUNTS("Accounts", "Accounts", "Account", Order.UNPAGED, "", false),
    CONTACTS("Contacts", "Contacts", "Contact", Order.BY_CHANGE, "includeArchived=true", true),
    INVOICES("Invoices", "Invoices", "Invoice", Order.BY_CHANGE, "unitdp=4", true),
    PAYMENTS("Payments", "Payments", "Payment", Order.BY_CHANGE, "", false),
    BANK_TRANSACTIONS("BankTransactions", "BankTransactions", "BankTransaction", Order.BY_CHANGE, "unitdp=4", false),
    JOURNALS("Journals", "Journals", "Journal", Order.BY_NUMBER, "", false);

    /** How a list is read. */
    public enum Order {
        /** In one answer, with no change filter. */
        WHOLE,
        /** In one answer, with a change filter. */
        UNPAGED,
        /** In pages, the last changed last. */
        BY_CHANGE,
        /** In pages after a number; nothing ever changes. */
        BY_NUMBER
    }

    private final String path;
    private final String array;
    private final String sourceType;
    private final Order order;
    private final String parameter;
    private final boolean filteredByIds;

    XeroList(String path, String array, String sourceType, Order order, String parameter, boolean filteredByIds) {
        this.path = path;
        this.array = array;
        this.sourceType = sourceType;
        this.order = order;
        this.parameter = parameter;
        this.filteredByIds = filteredByIds;
    }

    /** The list whose records stand in this array of an answer. */
    public static Optional<XeroList> ofArray(String array) {
        return Arrays.stream(values()).filter(list -> list.array.equals(array)).findFirst();
    }

    /** The path below the API's address, and the stream's name. */
    public String path() {
        return path;
    }

    /** The key of the records in an answer. */
    public String array() {
        return array;
    }

    /** Xero's name of one record. */
    public String sourceType() {
        return sourceType;
    }

    /** How it is read. */
    public Order order() {
        return order;
    }

    /** What every question to it says besides; empty when nothing. */
    public String parameter() {
        return parameter;
    }

    /** Several records may be asked for by their ids in one call. */
    public boolean filteredByIds() {
        return filteredByIds;
    }
}
