package io.ledgersync.sandbox.books;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/** Edits an organisation's books as its bookkeeper does, while others read them; every call is one change. */
public final class Edits {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final Organisation books;
    private final Clock clock;
    private final SplittableRandom chance;
    private BiConsumer<String, Entry> recorder = (type, entry) -> {};
    private Instant last = Instant.MIN;
    private int count;

    Edits(Organisation books, long seed, Clock clock) {
        this.books = books;
        this.clock = clock;
        this.chance = new SplittableRandom(seed);
    }

    /** Who is told of every change, so that it outlives the process. */
    public void recordTo(BiConsumer<String, Entry> to) {
        recorder = to;
    }

    /** Puts back a change that was recorded. */
    public void replay(String sourceType, Entry entry) {
        synchronized (books) {
            count++;
            last = entry.updated().isAfter(last) ? entry.updated() : last;
            books.shelf(sourceType).edit(entry);
        }
    }

    /** Changes the text of a record. */
    public void edit(String sourceType, String id) {
        synchronized (books) {
            ObjectNode json = present(sourceType, id);
            int number = ++count;
            if (isXero()) {
                json.put(
                        sourceType.equals("Contact") || sourceType.equals("Account") ? "Name" : "Reference",
                        "Edited " + number);
            } else if (json.has("DisplayName") || json.has("Name")) {
                json.put(json.has("DisplayName") ? "DisplayName" : "Name", "Edited " + number);
            } else {
                json.put("PrivateNote", "Edited " + number);
            }
            put(sourceType, id, json);
            repost(sourceType, json);
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

    /** Adds a record like one that is there; answers its id. */
    public String add(String sourceType) {
        synchronized (books) {
            ObjectNode json = present(sourceType, any(sourceType));
            int number = ++count;
            String id = newId(sourceType, number);
            json.put(isXero() ? sourceType + "ID" : "Id", id);
            for (String name : new String[] {"InvoiceNumber", "DocNumber", "Name", "DisplayName"}) {
                if (json.has(name)) {
                    json.put(name, "Added " + number);
                }
            }
            Instant now = now();
            if (sourceType.equals("Journal")) {
                json.put("JournalNumber", nextJournalNumber(books.shelf(sourceType)))
                        .put("CreatedDateUTC", Formats.xero(now));
            } else {
                stamp(json, now, true);
            }
            change(sourceType, new Entry(id, now, now, json, -1));
            post(sourceType, json, 1);
            return id;
        }
    }

    /** Voids some record of a kind: it stays, worth nothing; answers its id. */
    public String voidAny(String sourceType) {
        synchronized (books) {
            String id = any(sourceType);
            ObjectNode json = present(sourceType, id);
            post(sourceType, json, -1);
            if (isXero()) {
                json.put("Status", sourceType.equals("Payment") ? "DELETED" : "VOIDED");
            } else {
                json.put("PrivateNote", "Voided");
                json.put("TotalAmt", NOTHING);
                if (json.has("Balance")) {
                    json.put("Balance", NOTHING);
                }
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
            String id = any(sourceType);
            delete(sourceType, id);
            return id;
        }
    }

    /** As {@link #deleteAny}, of one record. */
    public void delete(String sourceType, String id) {
        synchronized (books) {
            ObjectNode json = present(sourceType, id);
            if (isXero()) {
                post(sourceType, json, -1);
                boolean contact = sourceType.equals("Contact");
                json.put(
                        contact ? "ContactStatus" : "Status",
                        contact || sourceType.equals("Account") ? "ARCHIVED" : "DELETED");
                put(sourceType, id, json);
            } else if (json.has("Active")) {
                String name = json.has("DisplayName") ? "DisplayName" : "Name";
                json.put("Active", false).put(name, json.path(name).asString("") + " (deleted)");
                put(sourceType, id, json);
            } else {
                Shelf shelf = books.shelf(sourceType);
                Instant made = shelf.created(id);
                Instant now = now();
                change(sourceType, new Entry(id, made == null ? now : made, now, null, shelf.baseIndex(id)));
            }
        }
    }

    private String newId(String sourceType, int number) {
        if (!isXero()) {
            return Integer.toString(1_000_000_000 + number);
        }
        // Journals of one moment are ordered by their ids, as by their numbers: all that are added share one series.
        return sourceType.equals("Journal")
                ? XeroBooks.journalId(number)
                : "ffffffff-%04x-4000-8000-%012x".formatted(sourceType.hashCode() & 0xFFFF, number);
    }

    private ObjectNode present(String sourceType, String id) {
        ObjectNode json = books.shelf(sourceType).find(id);
        if (json == null) {
            throw new IllegalArgumentException(
                    "organisation " + books.id() + " has no " + sourceType + " with id \"" + id + "\"");
        }
        return json;
    }

    private String any(String sourceType) {
        String id = books.shelf(sourceType).someId(chance.nextInt(Integer.MAX_VALUE));
        if (id == null) {
            throw new IllegalArgumentException(
                    "organisation " + books.id() + " has no " + sourceType + " to choose from");
        }
        return id;
    }

    private boolean isXero() {
        return books.provider().equals("XERO");
    }

    private void put(String sourceType, String id, ObjectNode json) {
        Shelf shelf = books.shelf(sourceType);
        Instant made = shelf.created(id);
        Instant now = now();
        stamp(json, now, false);
        change(sourceType, new Entry(id, made == null ? now : made, now, json, shelf.baseIndex(id)));
    }

    private void change(String sourceType, Entry entry) {
        books.shelf(sourceType).edit(entry);
        recorder.accept(sourceType, entry);
    }

    /** Xero stamps to the millisecond, QBO to the second; neither goes back. */
    private Instant now() {
        Instant now = clock.instant().truncatedTo(isXero() ? ChronoUnit.MILLIS : ChronoUnit.SECONDS);
        last = now.isAfter(last) ? now : last;
        return last;
    }

    private void stamp(ObjectNode json, Instant now, boolean made) {
        if (isXero()) {
            json.put("UpdatedDateUTC", Formats.xero(now));
            return;
        }
        ObjectNode meta = json.withObject("MetaData");
        meta.put("LastUpdatedTime", Formats.qbo(now));
        if (made) {
            meta.put("CreateTime", Formats.qbo(now));
        }
        json.put("SyncToken", Integer.toString(made ? 0 : json.path("SyncToken").asInt(0) + 1));
    }

    private void repost(String sourceType, ObjectNode json) {
        post(sourceType, json, -1);
        post(sourceType, json, 1);
    }

    /** Xero's ledger is append-only: a change is a reversal and a new journal. */
    private void post(String sourceType, ObjectNode document, int sign) {
        if (isXero() && books.has("Journal") && XeroBooks.posts(sourceType)) {
            Instant now = now();
            Shelf journals = books.shelf("Journal");
            ObjectNode journal =
                    XeroBooks.journal(sourceType, document, sign, nextJournalNumber(journals), ++count, now);
            change("Journal", new Entry(journal.path("JournalID").asString(), now, now, journal, -1));
        }
    }

    private static int nextJournalNumber(Shelf journals) {
        int size = journals.count();
        return XeroBooks.journalNumber(size) + 7;
    }
}
