/**
 * When a run starts, what state it is in, and its history: from link events to requests, from the connectors' words to
 * what users see.
 */
@NullMarked
package io.ledgersync.orchestrator;

import org.jspecify.annotations.NullMarked;
