package io.ledgersync.sandbox.books;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** The deterministic chance of a book: the same seed, kind and index give the same numbers. */
public final class Numbers {
    /** The first record of every book was made then. */
    public static final Instant FIRST = Instant.parse("2024-01-02T03:04:05Z");

    private static final Duration SPAN = Duration.ofDays(600);
    private static final List<String> WORDS = List.of(
            "Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Harbour", "Iris", "Juniper", "Kite",
            "Lagoon", "Maple", "North", "Orchid", "Pine", "Quartz", "River", "Summit", "Tidal", "Umber", "Valley",
            "Willow", "Zephyr");
    private static final List<String> TRADES = List.of(
            "Bakery",
            "Builders",
            "Consulting",
            "Design",
            "Electric",
            "Farms",
            "Garage",
            "Hotels",
            "Imports",
            "Joinery",
            "Labs",
            "Motors");

    private final long seed;
    private final long kind;

    public Numbers(long seed, String kind) {
        this.seed = seed;
        this.kind = kind.hashCode();
    }

    /** 64 bits for an index and a purpose. */
    public long bits(int index, int purpose) {
        long z = seed * 0x9E3779B97F4A7C15L
                + kind * 0xBF58476D1CE4E5B9L
                + index * 0x94D049BB133111EBL
                + purpose * 0xD6E8FEB86659FD93L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 to below a bound. */
    public int below(int bound, int index, int purpose) {
        return (int) Long.remainderUnsigned(bits(index, purpose), bound);
    }

    /** An amount in cents, from 1.00 to below 1,000.00. */
    public long cents(int index, int purpose) {
        return 100 + Long.remainderUnsigned(bits(index, purpose), 99_900);
    }

    /** Cents as an amount with two places. */
    public static BigDecimal amount(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    /** A UUID whose {@link SqlOrder} is the index's: that stands where it counts most. */
    public String uuid(int index) {
        long rest = (seed * 31 + kind) & 0xFFFFFFFFFFFFL;
        return uuid((int) (rest >>> 16), (int) (kind & 0xFFFF), "-4000-8000-", (long) index << 16 | rest & 0xFFFF);
    }

    /** {@code %08x-%04x} + middle + {@code %012x}, by hand: pages are full of ids. */
    public static String uuid(int first, int second, String middle, long last) {
        HexFormat hex = HexFormat.of();
        StringBuilder out = new StringBuilder(36);
        out.append(hex.toHexDigits(first, 8))
                .append('-')
                .append(hex.toHexDigits(second, 4))
                .append(middle);
        return out.append(hex.toHexDigits(last, 12)).toString();
    }

    /** The index in a UUID of ours; -1 in any other. */
    public int index(String uuid, int size) {
        if (uuid.length() != 36) {
            return -1;
        }
        try {
            int index = Integer.parseUnsignedInt(uuid.substring(24, 32), 16);
            return index >= 0 && index < size && uuid(index).equals(uuid) ? index : -1;
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }

    /** When a record of so many was made: spread evenly, never decreasing. */
    public static Instant made(int index, int size) {
        return FIRST.plusMillis(SPAN.toMillis() / Math.max(1, size) * index);
    }

    /** A company's name. */
    public String company(int index) {
        return WORDS.get(below(WORDS.size(), index, 1)) + " " + TRADES.get(below(TRADES.size(), index, 2)) + " "
                + index;
    }
}
