/** Clients, their links to organisations, and the token vault. */
@NullMarked
package io.ledgersync.link;

import org.jspecify.annotations.NullMarked;
