/** The round trip to a provider that links a client: begun, answered, chosen. */
@NullMarked
package io.ledgersync.link.consent;

import org.jspecify.annotations.NullMarked;
