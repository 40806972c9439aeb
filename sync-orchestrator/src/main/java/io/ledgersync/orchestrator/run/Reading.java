package io.ledgersync.orchestrator.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has read, as its connector last said.
 *
 * @param slice the newest commit of the present attempt; 0 before its first
 * @param cursor where the run goes on when it is sent again, readable by its connector alone
 * @param saidAt the connector's clock when it said so; null before its first word
 */
public record Reading(
        int slice,
        @Nullable String cursor,
        List<StreamCount> streams,
        Usage usage,
        @Nullable Instant saidAt) {

    /** Before the first word. */
    public static final Reading NOTHING = new Reading(0, null, List.of(), Usage.NONE, null);

    public Reading {
        streams = List.copyOf(streams);
    }

    /**
     * Whether the other says something that this one does not know: a newer commit, or a later word of the same one.
     */
    boolean isOlderThan(Reading other) {
        return other.slice > slice || saidAt == null || (other.saidAt != null && other.saidAt.isAfter(saidAt));
    }

    /** What a later word of the same attempt adds; a word between two commits does not take back the slice. */
    Reading with(Reading later) {
        return new Reading(
                Math.max(slice, later.slice),
                later.cursor == null ? cursor : later.cursor,
                later.streams,
                later.usage,
                later.saidAt);
    }

    /** As the next attempt begins: slices are counted anew. */
    Reading beforeNextAttempt() {
        return new Reading(0, cursor, streams, usage, saidAt);
    }
}
