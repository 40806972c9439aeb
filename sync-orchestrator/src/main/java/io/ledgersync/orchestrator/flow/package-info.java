/** Events in and out: the only place that knows Avro and Kafka. */
@NullMarked
package io.ledgersync.orchestrator.flow;

import org.jspecify.annotations.NullMarked;
