/**
 * The one door: every call of the console and of other callers comes in here and is routed to the service that answers
 * it.
 */
@NullMarked
package io.ledgersync.gateway;

import org.jspecify.annotations.NullMarked;
