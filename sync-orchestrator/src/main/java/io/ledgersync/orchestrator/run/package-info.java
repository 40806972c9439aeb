/** A run: its states, what may follow what, and what is said of it. Plain values, no infrastructure. */
@NullMarked
package io.ledgersync.orchestrator.run;

import org.jspecify.annotations.NullMarked;
