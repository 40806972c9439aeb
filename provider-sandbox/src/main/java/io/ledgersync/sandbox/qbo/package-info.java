/** QuickBooks Online as its callers see it. */
@NullMarked
package io.ledgersync.sandbox.qbo;

import org.jspecify.annotations.NullMarked;
