package io.ledgersync.tck;

/** A promise of every connector, held against what was published and what the provider saw. */
interface Guarantee {

    /** What broke it; empty when it was kept. */
    java.util.List<String> broken(Trial trial);
}
