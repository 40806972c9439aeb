/** The providers' side of the round trip: token endpoints, organisations, the ends of connections. */
@NullMarked
package io.ledgersync.link.provider;

import org.jspecify.annotations.NullMarked;
