/** Runs as they change, as server-sent events. */
@NullMarked
package io.ledgersync.gateway.live;

import org.jspecify.annotations.NullMarked;
