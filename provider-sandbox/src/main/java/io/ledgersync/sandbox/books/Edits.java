package io.ledgersync.sandbox.books;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Edits an organisation's books as its bookkeeper does, while others read them; every call is one change. */
public final class Edits {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private static final List<String> TEXTS = List.of("Reference", "Narration", "PrivateNote", "Name", "Description");

    private static final List<String> UNSEEN = List.of("DueDate", "IsCustomer");

    private static final int TRIES = 64;

    private final Organisation books;
    private final Pen pen;
    private @Nullable Hand hand;

    Edits(Organisation books, long seed, Clock clock) {
        this.books = books;
        this.pen = new Pen(books, seed, clock);
    }

    /** Who is told of every change, so that it outlives the process. */
    public void recordTo(BiConsumer<String, Entry> to) {
        pen.recordTo(to);
    }

    /** The pen that a provider's own hand writes with. */
    public Pen pen() {
        return pen;
    }

    /** Leaves all changes to a provider's own hand. */
    public void by(Hand provider) {
        hand = provider;
    }

    /** Puts back a change that was recorded. */
    public void replay(String sourceType, Entry entry) {
        synchronized (books) {
            pen.replay(sourceType, entry);
        }
    }

    /** Changes a record in some way of one's own. */
    public void change(String sourceType, String id, Consumer<ObjectNode> how) {
        synchronized (books) {
            ObjectNode json = present(sourceType, id);
            how.accept(json);
            if (hand != null) {
                hand.write(sourceType, id, json);
            } else {
                put(sourceType, id, json);
            }
        }
    }

    /** Changes the text of a record. */
    public void edit(String sourceType, String id) {
        synchronized (books) {
            if (hand != null) {
                hand.edit(sourceType, id);
                return;
            }
            ObjectNode json = present(sourceType, id);
            int number = pen.number();
            if (json.has("DisplayName") || json.has("Name")) {
                json.put(json.has("DisplayName") ? "DisplayName" : "Name", "Edited " + number);
            } else {
                json.put("PrivateNote", "Edited " + number);
            }
            put(sourceType, id, json);
        }
    }

    /** Changes some record of a kind; answers its id. */
    public String editAny(String sourceType) {
        synchronized (books) {
            String id = any(sourceType);
            edit(sourceType, id);
            return id;
        }
    }

    /**
     * Changes some record of a kind in a way that moves no stamp, as some changes at Xero do: only who reads the list
     * whole sees it; answers its id.
     */
    public String editUnseen(String sourceType) {
        synchronized (books) {
            String id = any(sourceType);
            for (int i = 0; i < TRIES && unseen(sourceType, id) == null; i++) {
                id = any(sourceType);
            }
            String field = unseen(sourceType, id);
            if (field == null) {
                throw new IllegalArgumentException("no change of a " + sourceType + " goes unseen");
            }
            Shelf shelf = books.shelf(sourceType);
            ObjectNode json = present(sourceType, id);
            JsonNode was = json.path(field);
            if (was.isBoolean()) {
                json.put(field, !was.asBoolean());
            } else {
                json.put(field, Formats.xero(pen.now().truncatedTo(ChronoUnit.DAYS)));
            }
            Instant made = shelf.created(id);
            Instant updated = shelf.updated(id);
            Instant at = updated == null ? pen.now() : updated;
            pen.write(sourceType, new Entry(id, made == null ? at : made, at, json, shelf.baseIndex(id)));
            return id;
        }
    }

    private @Nullable String unseen(String sourceType, String id) {
        ObjectNode json = present(sourceType, id);
        return UNSEEN.stream().filter(json::has).findFirst().orElse(null);
    }

    /** Makes some record of a kind as large as so many bytes, by its text; answers its id. */
    public String enlarge(String sourceType, int bytes) {
        synchronized (books) {
            String id = any(sourceType);
            ObjectNode json = present(sourceType, id);
            String field = TEXTS.stream().filter(json::has).findFirst().orElse("PrivateNote");
            json.put(field, "long ".repeat(bytes / 5 + 1));
            if (hand != null) {
                hand.write(sourceType, id, json);
            } else {
                put(sourceType, id, json);
            }
            return id;
        }
    }

    /** Adds a record like one that is there; answers its id. */
    public String add(String sourceType) {
        synchronized (books) {
            if (hand != null) {
                return hand.add(sourceType);
            }
            ObjectNode json = present(sourceType, any(sourceType));
            int number = pen.number();
            String id = Integer.toString(1_000_000_000 + number);
            json.put("Id", id);
            for (String name : new String[] {"DocNumber", "Name", "DisplayName"}) {
                if (json.has(name)) {
                    json.put(name, "Added " + number);
                }
            }
            Instant now = pen.now();
            stamp(json, now, true);
            pen.write(sourceType, new Entry(id, now, now, json, -1));
            return id;
        }
    }

    /** Voids some record of a kind: it stays, worth nothing; answers its id. */
    public String voidAny(String sourceType) {
        synchronized (books) {
            String id = any(sourceType);
            if (hand != null) {
                hand.annul(sourceType, id);
                return id;
            }
            ObjectNode json = present(sourceType, id);
            json.put("PrivateNote", "Voided");
            json.put("TotalAmt", NOTHING);
            if (json.has("Balance")) {
                json.put("Balance", NOTHING);
            }
            put(sourceType, id, json);
            return id;
        }
    }

    /**
     * Deletes some record of a kind: Xero keeps it as DELETED or ARCHIVED, QBO forgets transactions and deactivates
     * names; answers its id.
     */
    public String deleteAny(String sourceType) {
        synchronized (books) {
            String id = hand == null ? pen.any(sourceType) : hand.anyToDelete(sourceType);
            delete(sourceType, id);
            return id;
        }
    }

    /** As {@link #deleteAny}, of one record. */
    public void delete(String sourceType, String id) {
        synchronized (books) {
            if (hand != null) {
                hand.delete(sourceType, id);
                return;
            }
            ObjectNode json = present(sourceType, id);
            if (json.has("Active")) {
                String name = json.has("DisplayName") ? "DisplayName" : "Name";
                json.put("Active", false).put(name, json.path(name).asString("") + " (deleted)");
                put(sourceType, id, json);
            } else {
                Shelf shelf = books.shelf(sourceType);
                Instant made = shelf.created(id);
                Instant now = pen.now();
                pen.write(sourceType, new Entry(id, made == null ? now : made, now, null, shelf.baseIndex(id)));
            }
        }
    }

    /** Merges some party of a kind into another one; answers the id of the one that is merged away. */
    public String mergeAny(String sourceType) {
        synchronized (books) {
            String loser = any(sourceType);
            String winner = any(sourceType);
            if (hand == null) {
                delete(sourceType, loser);
            } else if (!winner.equals(loser)) {
                hand.merge(sourceType, loser, winner);
            }
            return loser;
        }
    }

    /**
     * Takes some record of a kind away without a trace, as a merge at QuickBooks may: only who reads the list whole
     * misses it; answers its id.
     */
    public String vanishAny(String sourceType) {
        synchronized (books) {
            String id = any(sourceType);
            Shelf shelf = books.shelf(sourceType);
            Instant made = shelf.created(id);
            Instant updated = shelf.updated(id);
            Instant at = updated == null ? pen.now() : updated;
            pen.write(sourceType, new Entry(id, made == null ? at : made, at, null, shelf.baseIndex(id)));
            return id;
        }
    }

    private ObjectNode present(String sourceType, String id) {
        return pen.present(sourceType, id);
    }

    private String any(String sourceType) {
        return hand == null ? pen.any(sourceType) : hand.any(sourceType);
    }

    private void put(String sourceType, String id, ObjectNode json) {
        Shelf shelf = books.shelf(sourceType);
        Instant made = shelf.created(id);
        Instant now = pen.now();
        stamp(json, now, false);
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
