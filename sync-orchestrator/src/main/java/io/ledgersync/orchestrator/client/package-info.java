/** A client's affairs, held under its row lock: its connection, its open runs, and what is decided about them. */
@NullMarked
package io.ledgersync.orchestrator.client;

import org.jspecify.annotations.NullMarked;
