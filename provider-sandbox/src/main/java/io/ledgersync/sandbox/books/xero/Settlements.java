package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Pen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pays what is due, and says on the invoice what was paid and what no longer is. */
final class Settlements {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final int TRIES = 64;

    private final Organisation books;
    private final Pen pen;
    private final XeroHand hand;
    private final Additions additions;

    Settlements(Organisation books, XeroHand hand, Additions additions) {
        this.books = books;
        this.pen = books.edits().pen();
        this.hand = hand;
        this.additions = additions;
    }

    /** A payment of all that is due on some invoice; on a new one where none is found. */
    String pay() {
        ObjectNode invoice = pen.present("Invoice", pen.any("Invoice"));
        for (int i = 0; i < TRIES && !due(invoice); i++) {
            invoice = pen.present("Invoice", pen.any("Invoice"));
        }
        if (!due(invoice)) {
            invoice = pen.present("Invoice", additions.add("Invoice"));
        }
        ObjectNode json = additions.copy("Payment");
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
        return additions.written("Payment", json);
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
    String batch() {
        ObjectNode json = additions.copy("BatchPayment");
        String id = json.path("BatchPaymentID").asString();
        ArrayNode payments = json.put("Status", "AUTHORISED").putArray("Payments");
        BigDecimal total = NOTHING;
        for (int i = 0; i < 2; i++) {
            ObjectNode payment = pen.present("Payment", pay());
            total = total.add(payment.path("BankAmount").decimalValue());
            ObjectNode in = payments.addObject()
                    .put("PaymentID", payment.path("PaymentID").asString());
            in.set("Amount", payment.path("Amount"));
            in.set("BankAmount", payment.path("BankAmount"));
            in.putObject("Invoice").set("InvoiceID", payment.path("Invoice").path("InvoiceID"));
            hand.write("Payment", payment.path("PaymentID").asString(), payment.put("BatchPaymentID", id));
        }
        return additions.written("BatchPayment", json.put("TotalAmount", total));
    }
}
