package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Pen;
import io.ledgersync.sandbox.books.Shelf;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
    private static final int TRIES = 64;
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
        return switch (sourceType) {
            case "Journal" -> journal();
            case "Payment" -> payment();
            case "BatchPayment" -> batch();
            default -> {
                ObjectNode json = copy(sourceType);
                begin(sourceType, json);
                yield written(sourceType, json);
            }
        };
    }

    private String written(String sourceType, ObjectNode json) {
        String id = json.path(XeroHand.idField(sourceType)).asString();
        hand.write(sourceType, id, json);
        return id;
    }

    private ObjectNode copy(String sourceType) {
        ObjectNode json = pen.present(sourceType, hand.any(sourceType));
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

    /** A payment of all that is due on some invoice; on a new one where none is found. */
    private String payment() {
        ObjectNode invoice = pen.present("Invoice", pen.any("Invoice"));
        for (int i = 0; i < TRIES && !due(invoice); i++) {
            invoice = pen.present("Invoice", pen.any("Invoice"));
        }
        if (!due(invoice)) {
            invoice = pen.present("Invoice", add("Invoice"));
        }
        ObjectNode json = copy("Payment");
        json.remove(List.of("BatchPaymentID", "BatchPayment"));
        boolean sale = invoice.path("Type").asString("").equals("ACCREC");
        BigDecimal amount = invoice.path("AmountDue").decimalValue();
        BigDecimal rate = invoice.path("CurrencyRate").isNumber()
                ? invoice.path("CurrencyRate").decimalValue()
                : BigDecimal.ONE;
        json.put("Status", "AUTHORISED")
                .put("PaymentType", sale ? "ACCRECPAYMENT" : "ACCPAYPAYMENT")
                .put("Amount", amount)
                .put("BankAmount", amount.divide(rate.signum() == 0 ? BigDecimal.ONE : rate, 2, RoundingMode.HALF_UP))
                .put("CurrencyRate", rate);
        ObjectNode stub = json.withObject("Invoice");
        for (String name : List.of("Type", "InvoiceID", "InvoiceNumber", "Contact", "CurrencyCode")) {
            stub.set(name, invoice.path(name));
        }
        paid(json, 1);
        return written("Payment", json);
    }

    private static boolean due(JsonNode invoice) {
        return invoice.path("Status").asString("").equals("AUTHORISED")
                && invoice.path("AmountDue").decimalValue(BigDecimal.ZERO).signum() > 0;
    }

    /** Whether a payment that stands pays an invoice. */
    boolean pays(JsonNode payment, String invoiceId) {
        return payment.path("Status").asString("").equals("AUTHORISED")
                && payment.path("Invoice").path("InvoiceID").asString("").equals(invoiceId);
    }

    /** What a payment, or its end, makes of its invoice. */
    void paid(JsonNode payment, int sign) {
        String id = payment.path("Invoice").path("InvoiceID").asString("");
        ObjectNode invoice = books.shelf("Invoice").find(id);
        if (invoice == null) {
            return;
        }
        BigDecimal amount = payment.path("Amount").decimalValue().multiply(BigDecimal.valueOf(sign));
        BigDecimal due = invoice.path("AmountDue").decimalValue(BigDecimal.ZERO).subtract(amount);
        invoice.put(
                "AmountPaid",
                invoice.path("AmountPaid").decimalValue(BigDecimal.ZERO).add(amount));
        invoice.put("AmountDue", due).put("Status", due.signum() == 0 ? "PAID" : "AUTHORISED");
        embed(payment, sign > 0, invoice.withArray("Payments"));
        if (due.signum() == 0) {
            invoice.set("FullyPaidOnDate", payment.path("Date"));
        } else {
            invoice.remove("FullyPaidOnDate");
        }
        hand.write("Invoice", id, invoice);
    }

    private static void embed(JsonNode payment, boolean made, ArrayNode payments) {
        String id = payment.path("PaymentID").asString("");
        payments.removeIf(one -> one.path("PaymentID").asString("").equals(id));
        if (made) {
            ObjectNode stub = payments.addObject().put("PaymentID", id);
            stub.set("Date", payment.path("Date"));
            stub.set("Amount", payment.path("Amount"));
            stub.put("Reference", payment.path("Reference").asString(""))
                    .put("HasAccount", false)
                    .put("HasValidationErrors", false);
        }
    }

    /** A batch of two new payments. */
    private String batch() {
        ObjectNode json = copy("BatchPayment");
        String id = json.path("BatchPaymentID").asString();
        ArrayNode payments = json.put("Status", "AUTHORISED").putArray("Payments");
        BigDecimal total = NOTHING;
        for (int i = 0; i < 2; i++) {
            ObjectNode payment = pen.present("Payment", payment());
            total = total.add(payment.path("BankAmount").decimalValue());
            ObjectNode in = payments.addObject()
                    .put("PaymentID", payment.path("PaymentID").asString());
            in.set("Amount", payment.path("Amount"));
            in.set("BankAmount", payment.path("BankAmount"));
            in.putObject("Invoice").set("InvoiceID", payment.path("Invoice").path("InvoiceID"));
            hand.write("Payment", payment.path("PaymentID").asString(), payment.put("BatchPaymentID", id));
        }
        return written("BatchPayment", json.put("TotalAmount", total));
    }
}
