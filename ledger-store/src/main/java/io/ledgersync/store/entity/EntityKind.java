package io.ledgersync.store.entity;

import io.ledgersync.contract.ledger.RunEnded;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * A kind of entity: the event {@code BankTransactionChanged} carries the kind "bank-transactions".
 *
 * <p>Nothing else tells kinds apart, so a kind that the contract adds later, even one that this version has no class
 * of, is stored and read like the others.
 *
 * @param path the name in paths and of the collection
 */
public record EntityKind(String path) {

    private static final String NAMESPACE = RunEnded.getClassSchema().getNamespace() + ".";
    private static final String CHANGED = "Changed";
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern HISSING = Pattern.compile(".*(s|x|ch|sh)");
    private static final Pattern ENDS_IN_Y = Pattern.compile(".*[^aeiou]y");

    private static final Set<String> EVENTS = io.ledgersync.contract.ledger.Ledger.PROTOCOL.getTypes().stream()
            .map(Schema::getFullName)
            .filter(EntityKind::isEvent)
            .collect(Collectors.toUnmodifiableSet());
    private static final List<EntityKind> KNOWN = EVENTS.stream()
            .map(event -> ofEvent(event).orElseThrow())
            .sorted((one, other) -> one.path().compareTo(other.path()))
            .toList();

    public EntityKind {
        if (!SHAPE.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "\"" + path + "\" is no kind of entity; allowed: words in lower case joined by \"-\"");
        }
    }

    /** The kinds of this version's contract, in the order of their paths. */
    public static List<EntityKind> known() {
        return KNOWN;
    }

    /** The kind that an event carries; empty for an event that is no entity's. */
    public static Optional<EntityKind> ofEvent(String schemaFullName) {
        if (!isEvent(schemaFullName)) {
            return Optional.empty();
        }
        String name = schemaFullName.substring(NAMESPACE.length(), schemaFullName.length() - CHANGED.length());
        String words = WORDS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
        return SHAPE.matcher(words).matches() ? Optional.of(new EntityKind(plural(words))) : Optional.empty();
    }

    /** The kind that a path names; empty for what can be none. */
    public static Optional<EntityKind> ofPath(String path) {
        return SHAPE.matcher(path).matches() ? Optional.of(new EntityKind(path)) : Optional.empty();
    }

    /** Whether this version has a class of the event: others are read by the schema that they bring along. */
    public static boolean hasClass(String schemaFullName) {
        return EVENTS.contains(schemaFullName);
    }

    private static boolean isEvent(String schemaFullName) {
        return schemaFullName.startsWith(NAMESPACE)
                && schemaFullName.endsWith(CHANGED)
                && schemaFullName.length() > NAMESPACE.length() + CHANGED.length();
    }

    private static String plural(String words) {
        if (words.endsWith("data")) {
            return words;
        }
        if (ENDS_IN_Y.matcher(words).matches()) {
            return words.substring(0, words.length() - 1) + "ies";
        }
        return words + (HISSING.matcher(words).matches() ? "es" : "s");
    }
}
