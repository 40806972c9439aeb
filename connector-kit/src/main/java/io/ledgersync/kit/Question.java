package io.ledgersync.kit;

/** One question of a stream to its provider; each connector has its own kinds, as records. */
public interface Question {

    /** The stream that asks. */
    String stream();

    /** Identity within the stream's walk: the same open question has the same key. */
    String key();

    /** The most records that its answer can hold; 0 where there is no such number. */
    int rows();

    /** The same question for fewer records, asked when an answer outgrew the memory; itself where it has none. */
    Question withRows(int rows);
}
