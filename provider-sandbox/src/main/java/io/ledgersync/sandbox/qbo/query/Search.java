package io.ledgersync.sandbox.qbo.query;

import io.ledgersync.sandbox.books.Sequence;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.Ties;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a query finds on a shelf: walked in its order, listed whole only for orders that no shelf keeps. */
public final class Search {
    private final Select select;
    private final Shelf shelf;
    private final Sequence sequence;
    private final @Nullable Ties ties;

    /** @param ties brings rows that the order does not tell apart into one; null leaves them in that of their making */
    public Search(Select select, Shelf shelf, @Nullable Ties ties) {
        this.select = select;
        this.shelf = shelf;
        this.ties = ties;
        this.sequence = new Sequence(
                shelf,
                bound(Condition.Operator.AT_LEAST, Condition.Operator.GREATER),
                bound(Condition.Operator.LESS, Condition.Operator.LESS));
    }

    /** A bound of when they were made, so that what lies outside is not even looked at. */
    private @Nullable Instant bound(Condition.Operator one, Condition.Operator other) {
        return select.of(Property.CREATED).stream()
                .filter(condition -> condition.operator() == one || condition.operator() == other)
                .map(condition -> moment(condition.values().get(0)))
                .findFirst()
                .orElse(null);
    }

    private static Instant moment(String value) {
        try {
            return Moments.read(value, ZoneOffset.UTC);
        } catch (QueryRefused wasRead) {
            throw new IllegalStateException("the parser let \"" + value + "\" pass", wasRead);
        }
    }

    /** How many there are in all. */
    public long count() {
        if (select.where().isEmpty() && !select.entity().hidesInactive()) {
            return shelf.count();
        }
        return matching(sequence.byCreation(false)).count();
    }

    /** The page that was asked for, and no more rows than there is room for. */
    public List<Shelf.Seen> page(int room) {
        return ordered()
                .skip(select.startPosition() - 1L)
                .limit(Math.min(room, select.maxResults()))
                .toList();
    }

    private Stream<Shelf.Seen> ordered() {
        Select.Order order = select.order();
        if (order == null && !select.entity().names()) {
            return broken(matching(sequence.byUpdate(true)), shelf::updated);
        }
        if (order == null) {
            return sorted(Property.of(select.entity(), nameField()), false);
        }
        if (order.by().equals(Property.ID)) {
            return matching(sequence.byCreation(order.descending()));
        }
        if (order.by().equals(Property.CREATED)) {
            return broken(matching(sequence.byCreation(order.descending())), shelf::created);
        }
        return order.by().equals(Property.UPDATED)
                ? broken(matching(sequence.byUpdate(order.descending())), shelf::updated)
                : sorted(order.by(), order.descending());
    }

    private Stream<Shelf.Seen> broken(Stream<Shelf.Seen> rows, Function<Shelf.Seen, ?> key) {
        return ties == null ? rows : ties.broken(rows, key, shelf::id);
    }

    /** As recorded of accounts, customers, vendors and items. */
    private String nameField() {
        return switch (select.entity()) {
            case VENDOR, EMPLOYEE, TAX_AGENCY -> "DisplayName";
            case CUSTOMER, CLASS, DEPARTMENT -> "FullyQualifiedName";
            default -> "Name";
        };
    }

    private record Keyed(Shelf.Seen seen, @Nullable Comparable<Object> key) {}

    @SuppressWarnings("unchecked")
    private Stream<Shelf.Seen> sorted(@Nullable Property by, boolean descending) {
        if (by == null) {
            return matching(sequence.byCreation(false));
        }
        List<Keyed> keyed = new ArrayList<>();
        matching(sequence.byCreation(false)).forEach(seen -> {
            String text = text(by, seen);
            try {
                keyed.add(new Keyed(seen, text == null ? null : (Comparable<Object>) by.sorted(text)));
            } catch (QueryRefused notOfItsType) {
                throw new IllegalStateException(by.path() + " of a record is \"" + text + "\"", notOfItsType);
            }
        });
        Comparator<Keyed> byKey = Comparator.comparing(Keyed::key, Comparator.nullsFirst(Comparator.naturalOrder()));
        keyed.sort(descending ? byKey.reversed() : byKey);
        Stream<Keyed> rows = keyed.stream();
        return (ties == null ? rows : ties.broken(rows, Keyed::key, row -> shelf.id(row.seen()))).map(Keyed::seen);
    }

    private Stream<Shelf.Seen> matching(Stream<Shelf.Seen> rows) {
        Stream<Shelf.Seen> found = rows;
        if (select.entity().hidesInactive() && select.of(Property.ACTIVE).isEmpty()) {
            found = found.filter(shelf::isActive);
        }
        for (Condition condition : select.where()) {
            found = condition.property().type() == Property.Type.MOMENT
                    ? found.filter(within(condition)::holds)
                    : found.filter(seen -> condition.holds(text(condition.property(), seen)));
        }
        return found;
    }

    /** A clause about a stamp, its moments read once. */
    private interface Within {
        boolean holds(Shelf.Seen seen);
    }

    private Within within(Condition condition) {
        boolean created = condition.property().equals(Property.CREATED);
        List<Instant> wanted = condition.values().stream().map(Search::moment).toList();
        Instant first = wanted.get(0);
        return seen -> {
            Instant stamp = created ? shelf.created(seen) : shelf.updated(seen);
            return switch (condition.operator()) {
                case AT_LEAST -> !stamp.isBefore(first);
                case GREATER -> stamp.isAfter(first);
                case AT_MOST -> !stamp.isAfter(first);
                case LESS -> stamp.isBefore(first);
                default -> wanted.contains(stamp);
            };
        };
    }

    private @Nullable String text(Property property, Shelf.Seen seen) {
        if (property.equals(Property.ID)) {
            return shelf.id(seen);
        }
        if (property.equals(Property.ACTIVE)) {
            return Boolean.toString(shelf.isActive(seen));
        }
        LocalDate day = property.equals(Property.DAY) ? shelf.day(seen) : null;
        return day != null ? day.toString() : property.in(shelf.json(seen));
    }
}
