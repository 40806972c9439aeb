package io.ledgersync.sandbox.qbo.query;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query that was read.
 *
 * @param order null for the default order
 * @param startPosition from 1
 */
public record Select(
        boolean count,
        Entities entity,
        List<Condition> where,
        @Nullable Order order,
        int startPosition,
        int maxResults) {

    /** By what, and whether the largest is first. */
    record Order(Property by, boolean descending) {}

    /** Reads a query, in which times without an offset are UTC's. */
    public static Select parse(String query) throws QueryRefused {
        return parse(query, ZoneOffset.UTC);
    }

    /** Reads a query, in which times without an offset are a zone's. */
    public static Select parse(String query, ZoneId bareZone) throws QueryRefused {
        return new QueryParser(query, bareZone).select();
    }

    /** The clauses of a property. */
    List<Condition> of(Property property) {
        return where.stream()
                .filter(condition -> condition.property().equals(property))
                .toList();
    }

    Optional<Order> ordered() {
        return Optional.ofNullable(order);
    }
}
