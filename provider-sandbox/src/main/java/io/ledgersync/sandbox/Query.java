package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** What arrived and what is there, as it was when this was asked for. */
public final class Query {
    private static final int MILLIS = 3;

    private final Map<String, Tenant> tenants;
    private final AppMeters apps;
    private final List<Call> calls;

    Query(Map<String, Tenant> tenants, AppMeters apps, List<Call> calls) {
        this.tenants = tenants;
        this.apps = apps;
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
        apps.xero().violations().forEach(violation -> all.add("the app at Xero " + violation));
        apps.qboMonth().violations().forEach(violation -> all.add("the app at QBO " + violation));
        return all;
    }

    /** As how many reads of its month QuickBooks has metered the app's calls. */
    public int qboMonth() {
        return apps.qboMonth().metered();
    }

    /** How often an organisation's calls were refused for their number. */
    public int throttled(String organisationId) {
        return tenant(organisationId).meter.throttled();
    }

    /** When an organisation's calls were refused for their number, and by which limit. */
    public List<String> refusals(String organisationId) {
        return tenant(organisationId).meter.refusals();
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

    /** The fewest calls that anybody needs for a first run. */
    public int minimumInitialCalls(String organisationId) {
        return least(organisationId).initial();
    }

    /** The least seconds in which the organisation's limits and latency let anybody read it for the first time. */
    public BigDecimal theoreticalSeconds(String organisationId) {
        Tenant tenant = tenant(organisationId);
        Duration least = new LeastTime(
                        tenant.books.provider().equals("XERO"),
                        tenant.meter.limits(),
                        tenant.latency,
                        counts(organisationId),
                        minimumInitialCalls(organisationId))
                .least();
        return BigDecimal.valueOf(least.toMillis(), MILLIS);
    }

    /** The fewest calls that anybody needs for an increment after all that was edited. */
    public int minimumIncrementalCalls(String organisationId) {
        Organisation books = tenant(organisationId).books;
        Set<String> changed = new HashSet<>();
        synchronized (books) {
            books.sourceTypes().stream()
                    .filter(type -> books.shelf(type).edited())
                    .forEach(changed::add);
        }
        return least(organisationId).incremental(changed);
    }

    private LeastCalls least(String organisationId) {
        Map<String, Integer> counts = counts(organisationId);
        boolean xero = tenant(organisationId).books.provider().equals("XERO");
        return new LeastCalls(xero, counts.containsKey("Journal"), counts);
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
