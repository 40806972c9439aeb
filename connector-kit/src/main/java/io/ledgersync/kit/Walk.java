package io.ledgersync.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One reading of a stream, as an immutable value: which questions are open and what their answers add. */
public interface Walk {

    /**
     * The questions that may be asked now, side by side, those in flight included; empty when done. The same walk
     * always gives the same.
     */
    List<Question> ready();

    /**
     * What an answer to one of {@link #ready()} adds; the question comes back as it was sent, possibly with fewer rows
     * asked.
     */
    Step answered(Question question, Answer answer);

    /**
     * What a refusal of the question means: another way to ask, or null when there is none and the stream ends in a
     * gap.
     */
    default @Nullable Walk rejected(Question question, Fault.Rejected fault) {
        return null;
    }

    /** Nothing is left to ask. */
    boolean done();

    /**
     * The reading saw every record that exists, with no filter: what the ledger holds and it did not see may be gone.
     */
    boolean whole();

    /** The reading took several answers, so that a missing key must be confirmed before it counts as deleted. */
    boolean severalPages();

    /** How many records the provider said there are; null where it did not say. */
    @Nullable
    Long expected();

    /**
     * Whether a list that is always read whole is another than the reading before it met, be it an earlier run's or the
     * one that is swept: what such a list publishes does not tell. Only when done, and asked of lists that prove.
     */
    default boolean changed() {
        return true;
    }

    /** Where the next incremental reading begins, less the overlap; only when done. */
    String watermark();

    /** This walk in JSON, small: never ids of records. */
    JsonNode cursor();
}
