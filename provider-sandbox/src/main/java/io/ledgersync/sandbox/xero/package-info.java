/** Xero as its callers see it. */
@NullMarked
package io.ledgersync.sandbox.xero;

import org.jspecify.annotations.NullMarked;
