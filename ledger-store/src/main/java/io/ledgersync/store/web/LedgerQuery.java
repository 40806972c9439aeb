package io.ledgersync.store.web;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import io.ledgersync.store.entity.LedgerDocument;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a caller asks of a list of entities, checked.
 *
 * @param filter what must hold, the place after which the page begins included
 */
record LedgerQuery(Bson filter, PageOrder order, int limit, boolean withProviderJson) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final Set<String> KNOWN = Set.of(
            "sourceType", "status", "contact", "account", "from", "to", "modifiedSince", "limit", "cursor", "include");

    /** Reads the parameters; what is not understood is named in the problem, never passed over. */
    static LedgerQuery of(String clientId, MultiValueMap<String, String> parameters) {
        parameters.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.INVALID_PARAMETER.because("There is no parameter \"" + name + "\"; allowed: "
                            + String.join(", ", KNOWN.stream().sorted().toList()) + ".");
                });
        List<Bson> filters = new ArrayList<>();
        filters.add(eq(LedgerDocument.CLIENT, clientId));
        add(filters, parameters, "sourceType", value -> eq(LedgerDocument.SOURCE_TYPE, value));
        add(filters, parameters, "status", value -> eq("entity.status", value));
        add(filters, parameters, "contact", value -> eq(LedgerDocument.CONTACTS, value));
        add(filters, parameters, "account", value -> eq(LedgerDocument.ACCOUNTS, value));
        add(
                filters,
                parameters,
                "from",
                value -> gte(PageOrder.DATE.field(), Days.date("from", value).toString()));
        add(
                filters,
                parameters,
                "to",
                value -> lte(PageOrder.DATE.field(), Days.date("to", value).toString()));
        add(
                filters,
                parameters,
                "modifiedSince",
                value -> gte(PageOrder.MODIFIED.field(), Date.from(Days.time("modifiedSince", value))));
        PageOrder order = PageOrder.of(parameters.keySet());
        add(filters, parameters, "cursor", order::after);
        String include = parameters.getFirst("include");
        if (include != null && !include.equals("providerJson")) {
            throw Problem.INVALID_PARAMETER.because("include is \"" + include + "\"; allowed: providerJson.");
        }
        return new LedgerQuery(and(filters), order, limit(parameters.getFirst("limit")), include != null);
    }

    private static void add(
            List<Bson> filters, MultiValueMap<String, String> parameters, String name, Function<String, Bson> filter) {
        String value = parameters.getFirst(name);
        if (value != null) {
            filters.add(filter.apply(value));
        }
    }

    private static int limit(@Nullable String value) {
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw invalidLimit(value);
        }
        throw invalidLimit(value);
    }

    private static RuntimeException invalidLimit(String value) {
        return Problem.INVALID_PARAMETER.because("limit is \"" + value + "\"; allowed: 1 to " + LARGEST_LIMIT + ".");
    }
}
