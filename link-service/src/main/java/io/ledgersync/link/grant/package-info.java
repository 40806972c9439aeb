/** What a consent gave us: tokens, sealed, refreshed by one at a time, and said farewell to. */
@NullMarked
package io.ledgersync.link.grant;

import org.jspecify.annotations.NullMarked;
