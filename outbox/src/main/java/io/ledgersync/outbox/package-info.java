/**
 * The transactional outbox: events are appended in the caller's transaction and relayed to Kafka by whoever holds the
 * database's replication slot.
 */
@NullMarked
package io.ledgersync.outbox;

import org.jspecify.annotations.NullMarked;
