/** Permits for the calls of an app whose provider limits all its calls together. */
@NullMarked
package io.ledgersync.link.permit;

import org.jspecify.annotations.NullMarked;
