package io.ledgersync.kit.pull;

/** How far a run is; each begins when the one before has nothing left to ask. */
public enum Phase {
    /** The provider's own report, just before the pass or sweep that may be the last. */
    REPORT,
    /**
     * Every stream with a change filter, since its watermark or whole; and each without one that proves and of which
     * nothing is known.
     */
    PASS,
    /**
     * What changed since the pass or sweep before began, in the streams whose last reading found something; beside it
     * the lists without a change filter.
     */
    SWEEP,
    /** The lists without a change filter, once, where nothing was to be swept. */
    WHOLE,
    /** What the ledger has and a whole reading did not see: confirmed, then deleted. */
    COMPARE,
    /** Nothing is left to ask. */
    DONE
}
