package io.ledgersync.orchestrator.run;

/** What a run reads. */
public enum Kind {
    /** Every stream whole: the first run of a connection. */
    INITIAL,
    /** What changed since the watermarks, and whole what must be read whole. */
    INCREMENTAL,
    /** The streams whose whole reading is due; it gives way to every other run. */
    RECONCILE;

    /** Reads much: at most a part of the places is for such runs. */
    public boolean heavy() {
        return this != INCREMENTAL;
    }

    /**
     * A person may hurry it: the first reading has nothing that could be hurried, and a reconciliation is nobody's
     * wish.
     */
    public boolean mayHavePriority() {
        return this == INCREMENTAL;
    }

    /** Steps aside for another run of its connection instead of keeping it out. */
    public boolean givesWay() {
        return this == RECONCILE;
    }
}
