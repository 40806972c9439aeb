package io.ledgersync.sandbox.books;

/**
 * Which questions a provider refuses once there are too many records of a kind.
 *
 * @param threshold more records than this are too many
 * @param pagesToo whether pages in the default order are refused too, unless a range of dates or a moment of change
 *     leaves few enough; unconfirmed of the real one
 */
public record HighVolume(int threshold, boolean pagesToo) {
    public static final HighVolume REAL = new HighVolume(100_000, false);

    /** Whether so many records are too many. */
    public boolean tooMany(int records) {
        return records > threshold;
    }
}
