package io.ledgersync.sandbox.qbo.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A property that a query may ask for.
 *
 * @param path as it stands in a record, dots between names
 */
record Property(String path, Type type, boolean sortable) {
    static final Property CREATED = new Property("MetaData.CreateTime", Type.MOMENT, true);
    static final Property UPDATED = new Property("MetaData.LastUpdatedTime", Type.MOMENT, true);
    static final Property ID = new Property("Id", Type.ID, true);
    static final Property ACTIVE = new Property("Active", Type.FLAG, false);
    static final Property DAY = new Property("TxnDate", Type.DAY, true);

    private static final Map<String, Property> ALL = new HashMap<>();
    private static final Map<String, Property> NAMES = new HashMap<>();
    private static final Map<String, Property> TRANSACTIONS = new HashMap<>();

    static {
        for (Property property : List.of(CREATED, UPDATED, ID)) {
            put(ALL, property);
        }
        put(NAMES, ACTIVE);
        for (String text : List.of(
                "Name",
                "DisplayName",
                "FullyQualifiedName",
                "GivenName",
                "MiddleName",
                "FamilyName",
                "CompanyName",
                "PrintOnCheckName",
                "Sku",
                "Description",
                "AccountType",
                "AccountSubType",
                "Classification",
                "Type")) {
            put(NAMES, new Property(text, Type.TEXT, true));
        }
        put(NAMES, new Property("Balance", Type.AMOUNT, true));
        put(NAMES, new Property("CurrentBalance", Type.AMOUNT, true));
        put(NAMES, new Property("ParentRef", Type.REFERENCE, false));
        put(TRANSACTIONS, DAY);
        put(TRANSACTIONS, new Property("DueDate", Type.DAY, true));
        put(TRANSACTIONS, new Property("DocNumber", Type.TEXT, true));
        put(TRANSACTIONS, new Property("PaymentRefNum", Type.TEXT, false));
        put(TRANSACTIONS, new Property("PaymentType", Type.TEXT, false));
        for (String amount : List.of("Balance", "HomeBalance", "TotalAmt")) {
            put(TRANSACTIONS, new Property(amount, Type.AMOUNT, true));
        }
        for (String reference : List.of(
                "CustomerRef",
                "VendorRef",
                "SalesTermRef",
                "ProjectRef",
                "APAccountRef",
                "AccountRef",
                "DepartmentRef",
                "PaymentMethodRef",
                "DepositToAccountRef")) {
            put(TRANSACTIONS, new Property(reference, Type.REFERENCE, true));
        }
    }

    /** How its values compare. */
    enum Type {
        ID,
        FLAG,
        TEXT,
        AMOUNT,
        DAY,
        MOMENT,
        REFERENCE
    }

    private static void put(Map<String, Property> into, Property property) {
        into.put(property.path.toLowerCase(Locale.ROOT), property);
    }

    /** A property of an entity by its name in any case; null when it cannot be asked for. */
    static @Nullable Property of(Entities entity, String name) {
        String key = name.toLowerCase(Locale.ROOT);
        Property common = ALL.get(key);
        return common != null ? common : (entity.names() ? NAMES : TRANSACTIONS).get(key);
    }

    /** What a record has there; null when it has nothing. */
    @Nullable
    String in(JsonNode json) {
        JsonNode value = json;
        for (String name : path.split("\\.", -1)) {
            value = value.path(name);
        }
        if (type == Type.REFERENCE) {
            value = value.path("value");
        }
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    /** A text of a record as what it is sorted by: capitals come before small letters, as recorded. */
    Comparable<?> sorted(String text) throws QueryRefused {
        return type == Type.TEXT ? text : value(text);
    }

    /** A text of the query or of a record as what can be compared. */
    Comparable<?> value(String text) throws QueryRefused {
        try {
            return switch (type) {
                case MOMENT -> Moments.read(text, ZoneOffset.UTC);
                case DAY -> LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
                case AMOUNT -> new BigDecimal(text);
                case FLAG -> Boolean.valueOf(text);
                case TEXT, ID, REFERENCE -> text.toLowerCase(Locale.ROOT);
            };
        } catch (DateTimeException | NumberFormatException wrong) {
            throw QueryRefused.unreadable("\"" + text + "\" is no value of property " + path);
        }
    }
}
