package io.ledgersync.allinone.demo;

import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the two clients of the demonstration, and what happens to its books. */
enum DemoClient {
    XERO(
            "Demo Xero",
            "7a2f4c1e-0d3b-4c55-9a61-2f10f1c4be01",
            "Harbour Lane Trading",
            List.of(
                    "Invoice",
                    "BankTransaction",
                    "Payment",
                    "Contact",
                    "Account",
                    "CreditNote",
                    "ManualJournal",
                    "BankTransfer",
                    "Item")),
    QBO(
            "Demo QBO",
            "9341453172058721",
            "Willow Creek Supplies",
            List.of(
                    "Invoice",
                    "Purchase",
                    "Payment",
                    "Customer",
                    "Vendor",
                    "Item",
                    "Account",
                    "JournalEntry",
                    "Bill",
                    "Deposit",
                    "Transfer",
                    "CreditMemo",
                    "Class"));

    private static final long SEED = 20261123;
    private static final int EDITS = 3;

    private final String client;
    private final String organisationId;
    private final String organisation;
    private final List<String> edited;

    DemoClient(String client, String organisationId, String organisation, List<String> edited) {
        this.client = client;
        this.organisationId = organisationId;
        this.organisation = organisation;
        this.edited = edited;
    }

    String client() {
        return client;
    }

    String organisationId() {
        return organisationId;
    }

    /** Puts its books into the sandbox. */
    void define(Sandbox sandbox, @Nullable Path recorded) {
        sandbox.define()
                .organisation(
                        recorded == null
                                ? OrganisationSpec.generated(name(), organisationId, organisation, SEED, books())
                                : OrganisationSpec.recorded(name(), organisationId, organisation, recorded));
    }

    /** A few records of every kind that is read. */
    private BooksSpec books() {
        return this == XERO
                ? BooksSpec.wholeXero().without("PurchaseOrder", "Quote", "LinkedTransaction", "Budget")
                : BooksSpec.wholeQbo()
                        .without("Estimate", "PurchaseOrder", "Budget", "CompanyCurrency")
                        .with("Invoice", 2200)
                        .with("Payment", 800)
                        .with("Purchase", 1200);
    }

    /** Edits, adds, voids and deletes; of no kind more is deleted than added. */
    void edit(Sandbox sandbox) {
        Edits hand = sandbox.define().edits(organisationId);
        for (String type : edited) {
            if (sandbox.query().counts(organisationId).getOrDefault(type, 0) < EDITS) {
                continue;
            }
            for (int i = 0; i < EDITS; i++) {
                hand.editAny(type);
                hand.add(type);
            }
            if (type.equals("Invoice") || type.equals("Payment")) {
                hand.voidAny(type);
            }
            hand.deleteAny(type);
        }
    }
}
