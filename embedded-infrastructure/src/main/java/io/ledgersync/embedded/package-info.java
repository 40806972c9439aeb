/**
 * PostgreSQL, Kafka, a schema registry and a MongoDB of one process's own, on the loopback interface alone: for
 * laptops, the demo and tests.
 */
@NullMarked
package io.ledgersync.embedded;

import org.jspecify.annotations.NullMarked;
