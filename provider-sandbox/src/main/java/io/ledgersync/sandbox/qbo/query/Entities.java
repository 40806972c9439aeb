package io.ledgersync.sandbox.qbo.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The entities of the API: how queries name them, and how the change calls and lists treat them. */
public enum Entities {
    COMPANY_INFO("CompanyInfo", Group.COMPANY),
    PREFERENCES("Preferences", Group.COMPANY),
    ACCOUNT("Account", Group.NAMES),
    CUSTOMER("Customer", Group.NAMES),
    VENDOR("Vendor", Group.NAMES),
    EMPLOYEE("Employee", Group.NAMES),
    ITEM("Item", Group.NAMES),
    CLASS("Class", Group.NAMES),
    DEPARTMENT("Department", Group.NAMES),
    TERM("Term", Group.NAMES),
    PAYMENT_METHOD("PaymentMethod", Group.NAMES),
    COMPANY_CURRENCY("CompanyCurrency", Group.NAMES),
    BUDGET("Budget", Group.NAMES),
    TAX_CODE("TaxCode", Group.TAXES),
    TAX_RATE("TaxRate", Group.TAXES),
    TAX_AGENCY("TaxAgency", Group.TAXES),
    INVOICE("Invoice", Group.TRANSACTIONS),
    CREDIT_MEMO("CreditMemo", Group.TRANSACTIONS),
    SALES_RECEIPT("SalesReceipt", Group.TRANSACTIONS),
    REFUND_RECEIPT("RefundReceipt", Group.TRANSACTIONS),
    PAYMENT("Payment", Group.TRANSACTIONS),
    BILL("Bill", Group.TRANSACTIONS),
    VENDOR_CREDIT("VendorCredit", Group.TRANSACTIONS),
    BILL_PAYMENT("BillPayment", Group.TRANSACTIONS),
    PURCHASE("Purchase", Group.TRANSACTIONS),
    DEPOSIT("Deposit", Group.TRANSACTIONS),
    TRANSFER("Transfer", Group.TRANSACTIONS),
    CREDIT_CARD_PAYMENT("CreditCardPayment", Group.TRANSACTIONS),
    JOURNAL_ENTRY("JournalEntry", Group.TRANSACTIONS),
    ESTIMATE("Estimate", Group.TRANSACTIONS),
    PURCHASE_ORDER("PurchaseOrder", Group.TRANSACTIONS);

    /** Lists in which the real one was seen to count all matches, whatever the page. */
    private static final Set<Entities> COUNTED =
            Set.of(INVOICE, BILL, BILL_PAYMENT, DEPOSIT, JOURNAL_ENTRY, PURCHASE_ORDER);

    private final String name;
    private final Group group;

    Entities(String name, Group group) {
        this.name = name;
        this.group = group;
    }

    private enum Group {
        COMPANY,
        NAMES,
        TAXES,
        TRANSACTIONS
    }

    /** The entity with a name, in any case. */
    public static Optional<Entities> named(String name) {
        return Arrays.stream(values())
                .filter(entity -> entity.name.equalsIgnoreCase(name))
                .findFirst();
    }

    /** Its name, as everybody writes it. */
    public String sourceType() {
        return name;
    }

    /** The key of its rows in an answer. */
    public String key() {
        return this == CREDIT_CARD_PAYMENT ? "CreditCardPaymentTxn" : name;
    }

    /** Names are made inactive, hidden while they are, and listed by name. */
    public boolean names() {
        return group == Group.NAMES || group == Group.TAXES;
    }

    /** Whether a query hides the inactive ones. */
    boolean hidesInactive() {
        return names() && this != TAX_AGENCY;
    }

    /** Whether the change calls know it. */
    public boolean changes() {
        return group != Group.TAXES;
    }

    /** Whether a list says how many there are in all. */
    public boolean counted() {
        return COUNTED.contains(this);
    }
}
