package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.quota.Meter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** What arrived and what is there, as it was when this was asked for. */
public final class Query {
    private static final int PAGE = 1000;
    private static final int JOURNALS = 100;
    private static final int XERO_LISTS = 6;

    private final Map<String, Tenant> tenants;
    private final Meter xeroApp;
    private final List<Call> calls;

    Query(Map<String, Tenant> tenants, Meter xeroApp, List<Call> calls) {
        this.tenants = tenants;
        this.xeroApp = xeroApp;
        this.calls = calls;
    }

    /** Every API call, in the order of arrival. */
    public List<Call> calls() {
        return calls;
    }

    /** An organisation's API calls. */
    public List<Call> calls(String organisationId) {
        return calls.stream()
                .filter(call -> call.organisationId().equals(organisationId))
                .toList();
    }

    /** What broke a limit, of any organisation. */
    public List<String> violations() {
        List<String> all = new ArrayList<>();
        tenants.forEach((id, tenant) -> tenant.meter.violations().forEach(violation -> all.add(id + " " + violation)));
        xeroApp.violations().forEach(violation -> all.add("the app at Xero " + violation));
        return all;
    }

    /** How often an organisation's calls were refused for their number. */
    public int throttled(String organisationId) {
        return tenant(organisationId).meter.throttled();
    }

    /** The kinds of record that an organisation has. */
    public List<String> sourceTypes(String organisationId) {
        Organisation books = tenant(organisationId).books;
        List<String> types = new ArrayList<>();
        types.add(books.provider().equals("XERO") ? "Organisation" : "CompanyInfo");
        synchronized (books) {
            types.addAll(books.sourceTypes());
        }
        return types;
    }

    /** Every record of a kind as the provider holds it now, one after the other. */
    public void forEach(String organisationId, String sourceType, BiConsumer<String, JsonNode> take) {
        Organisation books = tenant(organisationId).books;
        synchronized (books) {
            books.shelf(sourceType).forEach(take);
        }
    }

    /** Ids of a kind, in the order in which the records were last changed. */
    public List<String> idsByChange(String organisationId, String sourceType, int skip, int limit) {
        Organisation books = tenant(organisationId).books;
        synchronized (books) {
            Shelf shelf = books.shelf(sourceType);
            return shelf.updatedSince(null, skip, limit).stream().map(shelf::id).toList();
        }
    }

    /** How many records of each kind there are; without the organisation itself. */
    public Map<String, Integer> counts(String organisationId) {
        Organisation books = tenant(organisationId).books;
        Map<String, Integer> counts = new LinkedHashMap<>();
        synchronized (books) {
            books.sourceTypes()
                    .forEach(type -> counts.put(type, books.shelf(type).count()));
        }
        return counts;
    }

    /**
     * The fewest calls that a first run needs: pages at the largest size, one call a small list (QBO: one batch), one
     * sweep.
     */
    public int minimumInitialCalls(String organisationId) {
        Map<String, Integer> counts = counts(organisationId);
        return tenant(organisationId).books.provider().equals("XERO") ? initialXero(counts) : initialQbo(counts);
    }

    private static int initialXero(Map<String, Integer> counts) {
        int calls = 1;
        for (String type : List.of("Account", "Contact", "Invoice", "Payment", "BankTransaction")) {
            int rows = counts.getOrDefault(type, 0);
            int pages = type.equals("Account") ? 1 : Math.max(1, pages(rows, PAGE));
            calls += pages + (rows > 0 ? 1 : 0);
        }
        int journals = counts.getOrDefault("Journal", 0);
        return calls + pages(journals, JOURNALS) + 1 + (journals > 0 ? 1 : 0);
    }

    private static int initialQbo(Map<String, Integer> counts) {
        int calls = 1 + 1;
        for (int rows : counts.values()) {
            calls += rows < PAGE ? 0 : pages(rows, PAGE);
        }
        return calls;
    }

    /**
     * The fewest calls that an increment needs when some lists have changed: each list once, and one sweep of what
     * changed.
     */
    public int minimumIncrementalCalls(String organisationId) {
        Organisation books = tenant(organisationId).books;
        synchronized (books) {
            long changed = books.sourceTypes().stream()
                    .filter(type -> books.shelf(type).edited())
                    .count();
            int emptyJournals = books.has("Journal") && books.shelf("Journal").edited() ? 1 : 0;
            return books.provider().equals("XERO")
                    ? 1 + XERO_LISTS + (int) changed + emptyJournals
                    : 1 + 1 + (changed > 0 ? 1 : 0);
        }
    }

    private static int pages(int rows, int size) {
        return (rows + size - 1) / size;
    }

    private Tenant tenant(String organisationId) {
        Tenant tenant = tenants.get(organisationId);
        if (tenant == null) {
            throw new IllegalArgumentException(
                    "there is no organisation \"" + organisationId + "\"; defined: " + tenants.keySet());
        }
        return tenant;
    }
}
