package io.ledgersync.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One kind of record pulled from a provider. */
public interface LedgerStream {

    /** The stream's name in cursors, progress and gaps, e.g. "Invoices". */
    String name();

    /** The source types of its records as {@link LedgerRecord#sourceType()} gives them, e.g. "Invoice". */
    List<String> sourceTypes();

    /** What its records are: a deleted one has no content to tell it by. */
    LedgerKind<?> kind();

    /**
     * Not records of the books but what the provider itself makes of them: asked for just before each pass or sweep
     * that may be the last, and of use when that one finds nothing. One that may not be read is no gap.
     */
    default boolean report() {
        return false;
    }

    /**
     * What a report is compared with is made of its records: every sweep asks it along, so that a report counts only
     * when nothing was found in it either.
     */
    default boolean proves() {
        return false;
    }

    /**
     * Read whole in every run, once, after the sweeps of the others: a list without a change filter. One that proves is
     * read again by every sweep after that, and where nothing is known of an earlier reading, before the sweeps too.
     */
    boolean alwaysWhole();

    /**
     * A walk of what changed since a watermark that {@link Walk#watermark()} gave, or of everything when it is null. It
     * may turn out whole all the same.
     */
    Walk begin(@Nullable String watermark);

    /** A walk of what changed since the given, finished one began. */
    Walk sweep(Walk walked);

    /** A walk that asks for the given source ids one by one or in lists, and yields a DELETE for each that is gone. */
    Walk confirm(String sourceType, List<String> sourceIds);

    /**
     * A walk as {@link Walk#cursor()} wrote it.
     *
     * @throws IllegalArgumentException when the format is unknown; the stream is then begun again
     */
    Walk resume(JsonNode cursor);
}
