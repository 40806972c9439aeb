package io.ledgersync.qbo.ask;

import java.util.Arrays;
import java.util.Optional;

/** The entities of QuickBooks Online's API that a ledger is made of. */
public enum QboList {
    COMPANY_INFO("CompanyInfo", Kind.COMPANY),
    ACCOUNT("Account", Kind.NAMES),
    CUSTOMER("Customer", Kind.NAMES),
    VENDOR("Vendor", Kind.NAMES),
    ITEM("Item", Kind.NAMES),
    INVOICE("Invoice", Kind.TRANSACTIONS),
    PAYMENT("Payment", Kind.TRANSACTIONS),
    PURCHASE("Purchase", Kind.TRANSACTIONS),
    JOURNAL_ENTRY("JournalEntry", Kind.TRANSACTIONS);

    /** What a list holds. */
    public enum Kind {
        /** The one row of the company, outside of the change calls. */
        COMPANY,
        /** Names, which are made inactive but never deleted, and are left out of queries then unless asked for. */
        NAMES,
        /** Transactions, which can be deleted and are then only seen in the change calls. */
        TRANSACTIONS
    }

    private final String entity;
    private final Kind kind;

    QboList(String entity, Kind kind) {
        this.entity = entity;
        this.kind = kind;
    }

    /** The list whose records have this key in an answer. */
    public static Optional<QboList> ofEntity(String entity) {
        return Arrays.stream(values())
                .filter(list -> list.entity.equals(entity))
                .findFirst();
    }

    /** QuickBooks' name of one record, of the list in queries, and the stream's name. */
    public String entity() {
        return entity;
    }

    /** What it holds. */
    public Kind kind() {
        return kind;
    }
}
