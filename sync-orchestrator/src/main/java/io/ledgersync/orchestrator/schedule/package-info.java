/** What happens by itself: connections that are due, and runs that wait for a place. */
@NullMarked
package io.ledgersync.orchestrator.schedule;

import org.jspecify.annotations.NullMarked;
