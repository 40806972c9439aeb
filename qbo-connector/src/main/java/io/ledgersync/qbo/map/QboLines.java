package io.ledgersync.qbo.map;

import io.ledgersync.kit.Entity;
import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of QuickBooks' documents: each has a detail named like its type. A subtotal repeats other lines and is left
 * out; a group is its lines.
 */
final class QboLines {
    private QboLines() {}

    static List<Entity.DocumentLine> of(Fields document) {
        List<Entity.DocumentLine> lines = new ArrayList<>();
        Entity.Tracking department = tracking("Department", document, "DepartmentRef");
        add(document.list("Line"), department, lines);
        return lines;
    }

    private static void add(List<Fields> given, Entity.@Nullable Tracking department, List<Entity.DocumentLine> lines) {
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

    private static Entity.DocumentLine line(Fields line, Fields detail, Entity.@Nullable Tracking department) {
        List<Entity.Tracking> tracking = new ArrayList<>();
        Entity.Tracking classRef = tracking("Class", detail, "ClassRef");
        if (classRef != null) {
            tracking.add(classRef);
        }
        if (department != null) {
            tracking.add(department);
        }
        return new Entity.DocumentLine(
                line.text("Id"),
                line.text("Description"),
                detail.decimal("Qty"),
                detail.decimal("UnitPrice"),
                line.decimal("Amount"),
                taxAmount(detail),
                QboRecords.reference(detail, "TaxCodeRef"),
                account(detail),
                null,
                QboRecords.reference(detail, "ItemRef"),
                tracking);
    }

    private static @Nullable BigDecimal taxAmount(Fields detail) {
        return detail.decimal("TaxAmount");
    }

    private static @Nullable String account(Fields detail) {
        for (String name : List.of("AccountRef", "ItemAccountRef", "DiscountAccountRef")) {
            String account = QboRecords.reference(detail, name);
            if (account != null) {
                return account;
            }
        }
        return null;
    }

    static Entity.@Nullable Tracking tracking(String dimension, Fields fields, String reference) {
        Fields value = fields.object(reference);
        String id = value.text("value");
        String name = value.text("name");
        return id == null && name == null
                ? null
                : new Entity.Tracking(dimension, name == null ? value.textOrEmpty("value") : name, id);
    }
}
