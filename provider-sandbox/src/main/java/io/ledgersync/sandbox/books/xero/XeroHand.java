package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Hand;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Pen;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes Xero's books by Xero's rules: nothing paid is repriced or voided, most deleted records stay to be seen. */
final class XeroHand implements Hand {
    private static final Set<String> ENDED = Set.of("VOIDED", "DELETED", "ARCHIVED", "REMOVED");
    private static final Set<String> UNPOSTED = Set.of("DRAFT", "SUBMITTED");
    private static final Set<String> ARCHIVED = Set.of("Account", "Contact", "TrackingCategory");
    private static final Set<String> GONE = Set.of("Item", "Currency", "Budget", "LinkedTransaction");
    private static final List<String> NAMES = List.of("Name", "FirstName", "Narration", "Description", "Reference");
    private static final Set<String> DELETED_AS_DRAFTS = Set.of("Invoice", "CreditNote", "ManualJournal");
    private static final int TRIES = 64;
    /** One of forty is a draft: about every second record to delete is one. */
    private static final int TRIES_FOR_A_DRAFT = 25;

    private final Organisation books;
    private final Pen pen;
    private final Ledger ledger;
    private final Additions additions;
    private final Settlements settlements;
    private final Twins twins;

    XeroHand(Organisation books, Chart chart) {
        this.books = books;
        this.pen = books.edits().pen();
        this.ledger = new Ledger(books, chart);
        this.additions = new Additions(books, this);
        this.settlements = new Settlements(books, this, additions);
        this.twins = new Twins(books);
    }

    /** The field in which a kind's id stands. */
    static String idField(String sourceType) {
        return switch (sourceType) {
            case "TaxRate" -> "TaxType";
            case "Currency" -> "Code";
            default -> sourceType + "ID";
        };
    }

    @Override
    public String any(String sourceType) {
        String id = pen.any(sourceType);
        for (int i = 0; i < TRIES && ENDED.contains(status(pen.present(sourceType, id))); i++) {
            id = pen.any(sourceType);
        }
        return id;
    }

    @Override
    public String anyToDelete(String sourceType) {
        String id = any(sourceType);
        int tries = DELETED_AS_DRAFTS.contains(sourceType) ? TRIES_FOR_A_DRAFT : 0;
        for (int i = 0; i < tries && !UNPOSTED.contains(status(pen.present(sourceType, id))); i++) {
            id = any(sourceType);
        }
        return id;
    }

    private static String status(JsonNode json) {
        for (String name : List.of("Status", "ContactStatus", "OrganisationRole")) {
            if (json.has(name)) {
                return json.path(name).asString("");
            }
        }
        return "";
    }

    @Override
    public void edit(String sourceType, String id) {
        ObjectNode json = pen.present(sourceType, id);
        refuseJournals(sourceType);
        int number = pen.number();
        BigDecimal more = new BigDecimal(1 + number % 9).setScale(2);
        if (json.path("JournalLines") instanceof ArrayNode lines
                && lines.size() > 1
                && !status(json).equals("VOIDED")) {
            Repricing.raise(lines, more);
        } else if (Repricing.allowed(json)) {
            Repricing.raise(json, more);
        } else if (json.has("IsReconciled")) {
            json.put("IsReconciled", !json.path("IsReconciled").asBoolean());
        }
        NAMES.stream().filter(json::has).findFirst().ifPresent(name -> json.put(name, "Edited " + number));
        write(sourceType, id, json);
    }

    private static void refuseJournals(String sourceType) {
        if (sourceType.equals("Journal")) {
            throw new IllegalArgumentException("Xero's journals are never changed: change a document");
        }
    }

    @Override
    public String add(String sourceType) {
        return switch (sourceType) {
            case "Payment" -> settlements.pay();
            case "BatchPayment" -> settlements.batch();
            default -> additions.add(sourceType);
        };
    }

    @Override
    public void annul(String sourceType, String id) {
        ObjectNode json = pen.present(sourceType, id);
        switch (sourceType) {
            case "Invoice", "CreditNote", "Prepayment", "Overpayment", "ManualJournal", "BankTransaction" -> {
                if (sourceType.equals("Invoice")) {
                    unpay(id);
                    json = pen.present(sourceType, id);
                }
                end(sourceType, id, json, "VOIDED");
            }
            case "Payment" -> {
                if (!ENDED.contains(status(json))) {
                    end(sourceType, id, json, "DELETED");
                    settlements.paid(json, -1);
                }
            }
            case "BatchPayment" -> {
                json.path("Payments")
                        .forEach(of -> annul("Payment", of.path("PaymentID").asString()));
                end(sourceType, id, json, "DELETED");
            }
            default -> delete(sourceType, id);
        }
    }

    /** An invoice with payments cannot be voided: they are deleted first. */
    private void unpay(String invoiceId) {
        if (Repricing.allowed(pen.present("Invoice", invoiceId)) || !books.has("Payment")) {
            return;
        }
        Shelf payments = books.shelf("Payment");
        String own = payments.idAt(books.shelf("Invoice").baseIndex(invoiceId));
        JsonNode generated = own == null ? null : payments.find(own);
        if (own != null && generated != null && settlements.pays(generated, invoiceId)) {
            annul("Payment", own);
        }
        for (Entry entry : payments.changes()) {
            if (entry.json() != null && settlements.pays(entry.json(), invoiceId)) {
                annul("Payment", entry.id());
            }
        }
    }

    private void end(String sourceType, String id, ObjectNode json, String status) {
        json.put("Status", status);
        for (String rest : List.of("AmountDue", "RemainingCredit")) {
            if (json.has(rest)) {
                json.put(rest, new BigDecimal("0.00"));
            }
        }
        write(sourceType, id, json);
        Twins.Twin twin = twins.of(sourceType, id, json);
        if (twin != null && !ENDED.contains(status(pen.present(twin.sourceType(), twin.id())))) {
            annul(twin.sourceType(), twin.id());
        }
    }

    @Override
    public void delete(String sourceType, String id) {
        ObjectNode json = pen.present(sourceType, id);
        refuseJournals(sourceType);
        boolean annulled = DELETED_AS_DRAFTS.contains(sourceType) && !UNPOSTED.contains(status(json));
        if (annulled
                || List.of("Payment", "BatchPayment", "Prepayment", "Overpayment")
                        .contains(sourceType)) {
            annul(sourceType, id);
        } else if (GONE.contains(sourceType)) {
            entry(sourceType, id, null);
        } else if (sourceType.equals("User")) {
            write(sourceType, id, json.put("OrganisationRole", "REMOVED"));
        } else if (sourceType.equals("Contact")) {
            write(sourceType, id, json.put("ContactStatus", "ARCHIVED"));
        } else {
            end(sourceType, id, json, ARCHIVED.contains(sourceType) ? "ARCHIVED" : "DELETED");
        }
    }

    /** The loser is archived and names the winner. */
    @Override
    public void merge(String sourceType, String loser, String winner) {
        if (!sourceType.equals("Contact")) {
            throw new IllegalArgumentException("Xero merges contacts, and no " + sourceType);
        }
        ObjectNode json = pen.present(sourceType, loser);
        write(sourceType, loser, json.put("ContactStatus", "ARCHIVED").put("MergedToContactID", winner));
    }

    @Override
    public void write(String sourceType, String id, ObjectNode json) {
        ObjectNode before = books.shelf(sourceType).find(id);
        stamp(json, pen.now());
        entry(sourceType, id, json);
        ledger.changed(sourceType, before, json);
    }

    private void entry(String sourceType, String id, @Nullable ObjectNode json) {
        Shelf shelf = books.shelf(sourceType);
        Instant made = shelf.created(id);
        Instant now = pen.now();
        pen.write(sourceType, new Entry(id, made == null ? now : made, now, json, shelf.baseIndex(id)));
    }

    private static void stamp(ObjectNode json, Instant now) {
        if (json.has("UpdatedDateUTC")) {
            json.put("UpdatedDateUTC", Formats.xero(now));
        }
        if (json.has("UpdatedDateUTCString")) {
            json.put("UpdatedDateUTCString", now.toString().substring(0, 19) + "Z");
        }
    }
}
