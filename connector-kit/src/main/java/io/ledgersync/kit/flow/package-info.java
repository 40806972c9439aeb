/**
 * The loop of take, pull and commit over Kafka, and what it is started and watched with. Its steps are packages beside
 * it: {@code take}, {@code call}, {@code slice}, over the runs of {@code run} in the words of {@code event}.
 */
@NullMarked
package io.ledgersync.kit.flow;

import org.jspecify.annotations.NullMarked;
