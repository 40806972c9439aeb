/** The HTTP API: Sync Now, history, settings; every answer limited to the caller's practice. */
@NullMarked
package io.ledgersync.orchestrator.web;

import org.jspecify.annotations.NullMarked;
