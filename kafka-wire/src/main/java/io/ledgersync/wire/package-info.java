/**
 * How events travel on Kafka: serde by configuration, CloudEvents headers, topics created and checked. No domain types.
 */
@NullMarked
package io.ledgersync.wire;

import org.jspecify.annotations.NullMarked;
