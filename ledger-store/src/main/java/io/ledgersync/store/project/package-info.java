/** From Kafka into the documents, batch by batch, each client's changes in order. */
@NullMarked
package io.ledgersync.store.project;

import org.jspecify.annotations.NullMarked;
