package io.ledgersync.sandbox.books.qbo;

import io.ledgersync.sandbox.books.Organisation;
import java.math.BigDecimal;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which payments settle which documents, and what becomes of the one when the other ends. */
final class Links {
    private final Organisation company;
    private final Writer writer;

    Links(Organisation company, Writer writer) {
        this.company = company;
        this.writer = writer;
    }

    /** Writes what a record has become. */
    interface Writer {
        void write(String sourceType, String id, ObjectNode json);
    }

    /** The other end of a link from a kind; null when records of the kind have none. */
    static @Nullable String other(String sourceType) {
        return switch (sourceType) {
            case "Invoice" -> "Payment";
            case "Payment" -> "Invoice";
            case "Bill" -> "BillPayment";
            case "BillPayment" -> "Bill";
            default -> null;
        };
    }

    private static boolean pays(String sourceType) {
        return sourceType.endsWith("Payment");
    }

    /** A record ends: what it settled is open again, what settled it settles nothing. */
    void end(String sourceType, String id, JsonNode json) {
        String other = other(sourceType);
        if (other == null) {
            return;
        }
        if (pays(sourceType)) {
            json.path("Line")
                    .forEach(line -> linked(line, other, (of, document) -> {
                        reopen(document, line.path("Amount").decimalValue(BigDecimal.ZERO));
                        drop((ArrayNode) document.path("LinkedTxn"), id);
                        writer.write(other, of, document);
                    }));
        } else {
            linked(json, other, (of, payment) -> {
                release(payment, id);
                writer.write(other, of, payment);
            });
        }
    }

    private void linked(JsonNode from, String sourceType, BiConsumer<String, ObjectNode> take) {
        for (JsonNode link : from.path("LinkedTxn")) {
            String id = link.path("TxnId").asString("");
            ObjectNode json =
                    company.has(sourceType) ? company.shelf(sourceType).find(id) : null;
            if (json != null) {
                take.accept(id, json);
            }
        }
    }

    private static void drop(ArrayNode links, String id) {
        links.removeIf(link -> link.path("TxnId").asString("").equals(id));
    }

    private static void reopen(ObjectNode document, BigDecimal amount) {
        BigDecimal balance =
                document.path("Balance").decimalValue(BigDecimal.ZERO).add(amount);
        document.put("Balance", balance);
        if (document.has("HomeBalance")) {
            document.put("HomeBalance", Amount.home(document, balance));
        }
    }

    /** The lines of a payment that settle a document go; their money is not applied any more. */
    private static void release(ObjectNode payment, String document) {
        BigDecimal freed = BigDecimal.ZERO;
        ArrayNode lines = (ArrayNode) payment.path("Line");
        for (int line = lines.size() - 1; line >= 0; line--) {
            ArrayNode links = (ArrayNode) lines.get(line).path("LinkedTxn");
            drop(links, document);
            if (links.isEmpty()) {
                freed = freed.add(lines.get(line).path("Amount").decimalValue(BigDecimal.ZERO));
                lines.remove(line);
            }
        }
        if (payment.has("UnappliedAmt")) {
            payment.put(
                    "UnappliedAmt", payment.path("UnappliedAmt").decimalValue().add(freed));
        }
    }

    /** A new payment settles all that is open of a document. */
    void settle(String sourceType, String id, ObjectNode payment, String documentId, ObjectNode document) {
        String other = String.valueOf(other(sourceType));
        BigDecimal open = document.path("Balance").decimalValue(BigDecimal.ZERO);
        for (String name : new String[] {"CustomerRef", "VendorRef", "CurrencyRef", "ExchangeRate"}) {
            payment.remove(name);
            if (document.has(name)) {
                payment.set(name, document.path(name));
            }
        }
        payment.put("TotalAmt", open);
        if (payment.has("UnappliedAmt")) {
            payment.put("UnappliedAmt", BigDecimal.ZERO);
        }
        payment.putArray("Line")
                .addObject()
                .put("Amount", open)
                .putArray("LinkedTxn")
                .addObject()
                .put("TxnId", documentId)
                .put("TxnType", other);
        document.withArray("LinkedTxn")
                .addObject()
                .put("TxnId", id)
                .put("TxnType", sourceType.equals("Payment") ? sourceType : "BillPaymentCheck");
        reopen(document, open.negate());
        writer.write(other, documentId, document);
    }
}
