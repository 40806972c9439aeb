package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Pen;
import io.ledgersync.sandbox.books.Shelf;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds records like those that are there, each in the state in which it begins. */
final class Additions {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final List<String> OTHERS =
            List.of("CAD", "DKK", "NOK", "SGD", "HKD", "ZAR", "INR", "PLN", "CZK", "HUF", "THB", "MXN", "BRL", "ILS");
    private static final List<String> NAMES = List.of("InvoiceNumber", "CreditNoteNumber", "Name", "Narration");

    private final Organisation books;
    private final Pen pen;
    private final XeroHand hand;

    Additions(Organisation books, XeroHand hand) {
        this.books = books;
        this.pen = books.edits().pen();
        this.hand = hand;
    }

    String add(String sourceType) {
        if (sourceType.equals("Journal")) {
            return journal();
        }
        ObjectNode json = copy(sourceType);
        begin(sourceType, json);
        return written(sourceType, json);
    }

    /** Writes a record that is new; answers its id. */
    String written(String sourceType, ObjectNode json) {
        String id = json.path(XeroHand.idField(sourceType)).asString();
        hand.write(sourceType, id, json);
        return id;
    }

    /** A record like some other, with an id and a name of its own. */
    ObjectNode copy(String sourceType) {
        ObjectNode json = pen.present(sourceType, hand.any(sourceType));
        if (sourceType.equals("BankTransaction")
                && json.path("Type").asString("").endsWith("PAYMENT")) {
            json.put("Type", json.path("Type").asString("").split("-", 2)[0])
                    .remove(List.of("PrepaymentID", "OverpaymentID"));
        }
        int number = pen.number();
        json.put(
                XeroHand.idField(sourceType),
                switch (sourceType) {
                    case "TaxRate" -> "ADDED%03d".formatted(number);
                    case "Currency" -> unused();
                    default -> "ffffffff-%04x-4000-8000-%012x".formatted(sourceType.hashCode() & 0xFFFF, number);
                });
        if (json.has("Code") && !sourceType.equals("Currency")) {
            json.put("Code", "A" + number);
        }
        if (json.has("SystemAccount")) {
            json.put("SystemAccount", "");
        }
        NAMES.stream().filter(json::has).findFirst().ifPresent(name -> json.put(name, "Added " + number));
        if (json.has("ID")) {
            json.put("ID", json.path(sourceType + "ID").asString());
        }
        if (json.path("LineItems") instanceof ArrayNode lines) {
            for (int line = 0; line < lines.size(); line++) {
                ((ObjectNode) lines.get(line))
                        .put("LineItemID", "ffffffff-%04x-4000-9000-%012x".formatted(line, number));
            }
        }
        return json;
    }

    private String unused() {
        return OTHERS.stream()
                .filter(code -> books.shelf("Currency").find(code) == null)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("every currency is in use: " + OTHERS));
    }

    private void begin(String sourceType, ObjectNode json) {
        if (json.has("AmountDue")) {
            json.put("Status", "AUTHORISED").put("AmountPaid", NOTHING).put("AmountCredited", NOTHING);
            json.set("AmountDue", json.path("Total"));
            json.putArray("Payments");
            json.putArray("CreditNotes");
            json.remove("FullyPaidOnDate");
        } else if (json.has("RemainingCredit")) {
            json.put("Status", "AUTHORISED").set("RemainingCredit", json.path("Total"));
            json.putArray("Allocations");
        } else if (sourceType.equals("Contact")) {
            json.put("ContactStatus", "ACTIVE").remove("MergedToContactID");
        } else if (sourceType.equals("ManualJournal")) {
            json.put("Status", "POSTED");
        } else if (sourceType.equals("BankTransaction") || sourceType.equals("BankTransfer")) {
            json.put("Status", "AUTHORISED");
            if (json.has("CreatedDateUTC")) {
                Instant now = pen.now();
                json.put("CreatedDateUTC", Formats.xero(now))
                        .put("CreatedDateUTCString", now.toString().substring(0, 19));
            }
        } else if (json.has("Status") && !json.has("LineItems")) {
            json.put("Status", sourceType.equals("LinkedTransaction") ? "APPROVED" : "ACTIVE");
        }
    }

    /** Journals are written for documents alone: this is the one of a new manual journal. */
    private String journal() {
        ObjectNode manual =
                books.has("ManualJournal") && books.shelf("ManualJournal").count() > 0
                        ? copy("ManualJournal")
                        : manual();
        written("ManualJournal", manual.put("Status", "POSTED"));
        List<Entry> journals = books.shelf("Journal").changes();
        return journals.get(journals.size() - 1).id();
    }

    private ObjectNode manual() {
        int number = pen.number();
        ObjectNode json = Shelf.JSON
                .createObjectNode()
                .put("Date", Formats.xero(pen.now().truncatedTo(ChronoUnit.DAYS)))
                .put("Status", "POSTED")
                .put("LineAmountTypes", "NoTax")
                .put("UpdatedDateUTC", "")
                .put("ManualJournalID", "ffffffff-%04x-4000-8000-%012x".formatted(1, number))
                .put("Narration", "Added " + number);
        ArrayNode lines = json.putArray("JournalLines");
        for (int line = 0; line < 2; line++) {
            JsonNode account = pen.present("Account", pen.any("Account"));
            lines.addObject()
                    .put("LineAmount", new BigDecimal(line == 0 ? "10.00" : "-10.00"))
                    .put("AccountCode", account.path("Code").asString(""))
                    .put("AccountID", account.path("AccountID").asString())
                    .put("Description", "By hand")
                    .put("TaxType", "NONE")
                    .put("TaxAmount", NOTHING)
                    .put("IsBlank", false)
                    .putArray("Tracking");
        }
        return json.put("ShowOnCashBasisReports", true).put("HasAttachments", false);
    }
}
