package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Allocation;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.Tracking;
import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of QuickBooks' documents: each has a detail named like its type. A subtotal repeats other lines and is left
 * out; a group is its lines; a discount and the cash kept back of a deposit are negative, as they lessen the total.
 */
final class Lines {
    private Lines() {}

    /** The lines of a document. */
    static List<DocumentLine> of(Fields document) {
        List<DocumentLine> lines = new ArrayList<>();
        Tracking department = tracking("Department", document, "DepartmentRef");
        add(document.list("Line"), department, lines);
        Fields cash = document.object("CashBack");
        BigDecimal kept = cash.amount("Amount");
        if (kept != null && kept.signum() != 0) {
            lines.add(DocumentLine.newBuilder()
                    .setDescription(cash.text("Memo"))
                    .setAmount(kept.negate())
                    .setAccountId(References.id(cash, "AccountRef"))
                    .build());
        }
        return lines;
    }

    /** The documents that the lines of a payment settle. */
    static List<Allocation> allocations(Fields payment) {
        List<Allocation> allocations = new ArrayList<>();
        for (Fields line : payment.list("Line")) {
            List<Fields> linked = line.list("LinkedTxn");
            for (Fields document : linked) {
                String id = document.text("TxnId");
                if (id != null) {
                    allocations.add(new Allocation(
                            document.textOrEmpty("TxnType"), id, linked.size() == 1 ? line.amount("Amount") : null));
                }
            }
        }
        return allocations;
    }

    private static void add(List<Fields> given, @Nullable Tracking department, List<DocumentLine> lines) {
        for (Fields line : given) {
            String type = line.textOrEmpty("DetailType");
            List<Fields> grouped = line.object("GroupLineDetail").list("Line");
            if (!grouped.isEmpty()) {
                add(grouped, department, lines);
            } else if (!type.equals("SubTotalLineDetail")) {
                lines.add(line(line, type.isEmpty() ? line.object("Detail") : line.object(type), department));
            }
        }
    }

    private static DocumentLine line(Fields line, Fields detail, @Nullable Tracking department) {
        List<Tracking> tracking = new ArrayList<>();
        Tracking classRef = tracking("Class", detail, "ClassRef");
        if (classRef != null) {
            tracking.add(classRef);
        }
        if (department != null) {
            tracking.add(department);
        }
        BigDecimal amount = line.amount("Amount");
        boolean discount = line.textOrEmpty("DetailType").equals("DiscountLineDetail");
        return DocumentLine.newBuilder()
                .setId(line.text("Id"))
                .setDescription(line.text("Description"))
                .setQuantity(detail.amount("Qty"))
                .setUnitAmount(detail.amount("UnitPrice"))
                .setAmount(discount && amount != null ? amount.negate() : amount)
                .setTaxAmount(detail.amount("TaxAmount"))
                .setTaxCode(References.id(detail, "TaxCodeRef"))
                .setAccountId(account(detail))
                .setItemId(References.id(detail, "ItemRef"))
                .setTracking(tracking)
                .setContactId(References.id(detail, "Entity"))
                .build();
    }

    private static @Nullable String account(Fields detail) {
        for (String name : List.of("AccountRef", "ItemAccountRef", "DiscountAccountRef")) {
            String account = References.id(detail, name);
            if (account != null) {
                return account;
            }
        }
        return null;
    }

    /** The value of a dimension; null when none is given. */
    static @Nullable Tracking tracking(String dimension, Fields fields, String reference) {
        Fields value = fields.object(reference);
        String id = value.text("value");
        String name = value.text("name");
        return id == null && name == null
                ? null
                : new Tracking(dimension, name == null ? value.textOrEmpty("value") : name, id);
    }
}
