/** What each of Xero's replies means. */
@NullMarked
package io.ledgersync.xero.route;

import org.jspecify.annotations.NullMarked;
