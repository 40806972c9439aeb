package io.ledgersync.sandbox.books;

import tools.jackson.databind.node.ObjectNode;

/** How a provider's bookkeeping takes a change: what else changes with the record, and what the ledger says of it. */
public interface Hand {

    /** Some record that can still change. */
    String any(String sourceType);

    /** Some record to delete; where only drafts can be deleted at all, more often one of these than they are there. */
    default String anyToDelete(String sourceType) {
        return any(sourceType);
    }

    /** Changes a record. */
    void edit(String sourceType, String id);

    /** Adds a record; answers its id. */
    String add(String sourceType);

    /** Makes a record worth nothing. */
    void annul(String sourceType, String id);

    /** Removes a record, as far as the provider lets one. */
    void delete(String sourceType, String id);

    /** Merges a party into another one of its kind. */
    void merge(String sourceType, String loser, String winner);

    /** Writes what a record has become, and all that follows from it. */
    void write(String sourceType, String id, ObjectNode json);
}
