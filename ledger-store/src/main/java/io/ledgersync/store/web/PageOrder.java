package io.ledgersync.store.web;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.ledgersync.store.entity.LedgerDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What a list is ordered by: what it is asked for a range of, so that one index finds and sorts, and a page far behind
 * costs as much as the first. Equal ones are ordered by their keys.
 */
enum PageOrder {
    KEY(LedgerDocument.ID),
    DATE(LedgerDocument.ENTITY + ".date"),
    MODIFIED(LedgerDocument.MODIFIED);

    private static final char SEPARATOR = '\n';

    private final String field;

    PageOrder(String field) {
        this.field = field;
    }

    /** The order of a list that is asked for with these parameters. */
    static PageOrder of(Set<String> parameters) {
        if (parameters.contains("from") || parameters.contains("to")) {
            return DATE;
        }
        return parameters.contains("modifiedSince") ? MODIFIED : KEY;
    }

    String field() {
        return field;
    }

    Bson sort() {
        return this == KEY ? Sorts.ascending(field) : Sorts.ascending(field, LedgerDocument.ID);
    }

    /** The cursor of the page that follows an entity: the order's name, the value, the key. */
    String cursorAfter(Document last) {
        String key = last.getString(LedgerDocument.ID);
        String place = word() + SEPARATOR + value(last) + SEPARATOR + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private String value(Document document) {
        return switch (this) {
            case KEY -> "";
            case DATE -> document.getEmbedded(java.util.List.of(LedgerDocument.ENTITY, "date"), "");
            case MODIFIED ->
                document.getDate(LedgerDocument.MODIFIED).toInstant().toString();
        };
    }

    /** What stands behind the place that a cursor names. */
    Bson after(String cursor) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                    .split(String.valueOf(SEPARATOR), 3);
            if (place.length == 3 && place[0].equals(word())) {
                return behind(place[1], place[2]);
            }
        } catch (IllegalArgumentException | DateTimeParseException damaged) {
            throw notOurs(cursor, damaged);
        }
        throw notOurs(cursor, null);
    }

    private Bson behind(String value, String key) {
        Bson further = gt(LedgerDocument.ID, key);
        if (this == KEY) {
            return further;
        }
        Object typed = this == MODIFIED ? Date.from(Instant.parse(value)) : value;
        // The first condition bounds the index; the second alone would let the database begin at its start.
        return and(gte(field, typed), or(gt(field, typed), and(eq(field, typed), further)));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static RuntimeException notOurs(String cursor, @Nullable Exception cause) {
        RuntimeException problem = Problem.INVALID_PARAMETER.because("cursor is \"" + cursor
                + "\"; allowed: the \"next\" of a page of the same question as it was received.");
        if (cause != null) {
            problem.addSuppressed(cause);
        }
        return problem;
    }
}
