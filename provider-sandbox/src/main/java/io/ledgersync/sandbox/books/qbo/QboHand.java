package io.ledgersync.sandbox.books.qbo;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Hand;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Pen;
import io.ledgersync.sandbox.books.Shelf;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes QuickBooks' books by its rules: names are made inactive, transactions are gone, void ones worth nothing. */
final class QboHand implements Hand {
    private static final int FIRST_ADDED = 1_000_000_000;
    private static final int TRIES = 64;
    private static final String DELETED = " (deleted)";
    private static final List<String> NAMES = List.of("DisplayName", "Name", "FullyQualifiedName", "CompanyName");

    private final Organisation company;
    private final Pen pen;
    private final Links links;
    private final Touch touch;

    QboHand(Organisation company) {
        this.company = company;
        this.pen = company.edits().pen();
        this.links = new Links(company, this::restamp);
        this.touch = new Touch(company, this::restamp);
    }

    @Override
    public String any(String sourceType) {
        return pen.any(sourceType);
    }

    @Override
    public void edit(String sourceType, String id) {
        ObjectNode json = pen.present(sourceType, id);
        int number = pen.number();
        if (transaction(json)) {
            if (Amount.canRise(json)) {
                Amount.raise(json, BigDecimal.valueOf(1 + number % 9));
            }
            boolean isVoid = json.path("PrivateNote").asString("").startsWith("Voided");
            json.put("PrivateNote", (isVoid ? "Voided - " : "") + "Edited " + number);
        } else {
            String suffix = json.path("Active").asBoolean(true) ? "" : DELETED;
            rename(json, "Edited " + number + suffix);
        }
        write(sourceType, id, json);
    }

    private static boolean transaction(JsonNode json) {
        return json.has("TxnDate");
    }

    private static void rename(ObjectNode json, String name) {
        NAMES.stream().filter(json::has).forEach(field -> json.put(field, name));
    }

    @Override
    public String add(String sourceType) {
        ObjectNode json = pen.present(sourceType, any(sourceType));
        int number = pen.number();
        String id = Integer.toString(FIRST_ADDED + number);
        json.put("Id", id);
        if (json.has("DocNumber")) {
            json.put("DocNumber", "Added " + number);
        }
        rename(json, "Added " + number);
        if (json.has("Active")) {
            json.put("Active", true);
        }
        json.remove("PrivateNote");
        begin(sourceType, id, json);
        Instant now = pen.now();
        stamp(json, now, true);
        pen.write(sourceType, new Entry(id, now, now, json, -1));
        touch.by(sourceType, json);
        return id;
    }

    private void begin(String sourceType, String id, ObjectNode json) {
        String other = Links.other(sourceType);
        if (other == null) {
            return;
        }
        if (!sourceType.endsWith("Payment")) {
            json.putArray("LinkedTxn");
            json.set("Balance", json.path("TotalAmt"));
            if (json.has("HomeTotalAmt")) {
                json.set("HomeBalance", json.path("HomeTotalAmt"));
            }
            return;
        }
        json.putArray("Line");
        if (json.has("UnappliedAmt")) {
            json.set("UnappliedAmt", json.path("TotalAmt"));
        }
        for (int i = 0; i < TRIES && company.has(other) && company.shelf(other).count() > 0; i++) {
            String document = any(other);
            ObjectNode open = pen.present(other, document);
            if (open.path("Balance").decimalValue(BigDecimal.ZERO).signum() > 0) {
                links.settle(sourceType, id, json, document, open);
                return;
            }
        }
    }

    @Override
    public void annul(String sourceType, String id) {
        ObjectNode json = pen.present(sourceType, id);
        if (!transaction(json)) {
            delete(sourceType, id);
            return;
        }
        links.end(sourceType, id, json);
        Amount.annul(json);
        if (Links.other(sourceType) != null) {
            json.putArray(sourceType.endsWith("Payment") ? "Line" : "LinkedTxn");
        }
        String note = json.path("PrivateNote").asString("");
        if (!note.startsWith("Voided")) {
            json.put("PrivateNote", note.isEmpty() ? "Voided" : "Voided - " + note);
        }
        write(sourceType, id, json);
    }

    @Override
    public void delete(String sourceType, String id) {
        ObjectNode json = pen.present(sourceType, id);
        if (transaction(json)) {
            links.end(sourceType, id, json);
            entry(sourceType, id, null);
            touch.by(sourceType, json);
        } else if (json.path("Active").isBoolean()) {
            if (json.path("Active").asBoolean()) {
                NAMES.stream()
                        .filter(json::has)
                        .forEach(name -> json.put(name, json.path(name).asString("") + DELETED));
            }
            write(sourceType, id, json.put("Active", false));
        } else {
            throw new IllegalArgumentException("QuickBooks deletes no " + sourceType);
        }
    }

    /** What is told of the loser is unconfirmed: now it is inactive, now it is gone. */
    @Override
    public void merge(String sourceType, String loser, String winner) {
        if (pen.number() % 2 == 0) {
            delete(sourceType, loser);
        } else {
            entry(sourceType, loser, null);
        }
    }

    @Override
    public void write(String sourceType, String id, ObjectNode json) {
        stamp(json, pen.now(), false);
        entry(sourceType, id, json);
        touch.by(sourceType, json);
    }

    /** What changes of itself with another record has a new stamp, and its token as it was. */
    private void restamp(String sourceType, String id, ObjectNode json) {
        json.withObject("MetaData").put("LastUpdatedTime", Formats.qbo(pen.now()));
        entry(sourceType, id, json);
    }

    private void entry(String sourceType, String id, @Nullable ObjectNode json) {
        Shelf shelf = company.shelf(sourceType);
        Instant made = shelf.created(id);
        Instant now = pen.now();
        pen.write(sourceType, new Entry(id, made == null ? now : made, now, json, shelf.baseIndex(id)));
    }

    private static void stamp(ObjectNode json, Instant now, boolean made) {
        ObjectNode meta = json.withObject("MetaData");
        meta.put("LastUpdatedTime", Formats.qbo(now));
        if (made) {
            meta.put("CreateTime", Formats.qbo(now));
        }
        json.put("SyncToken", Integer.toString(made ? 0 : json.path("SyncToken").asInt(0) + 1));
    }
}
