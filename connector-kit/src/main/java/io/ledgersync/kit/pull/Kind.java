package io.ledgersync.kit.pull;

/** What a run reads. */
public enum Kind {
    /** Every stream, whole. */
    INITIAL,
    /** What changed since the watermarks, and whole what has no change filter or no watermark. */
    INCREMENTAL,
    /** The streams that have no watermark in the request, whole. */
    RECONCILE
}
