/**
 * The loop of take, pull and commit over Kafka: who owns which organisations, what they remember, one transaction for
 * each commit.
 */
@NullMarked
package io.ledgersync.kit.flow;

import org.jspecify.annotations.NullMarked;
