/** QuickBooks Online's records as entities of the ledger. */
@NullMarked
package io.ledgersync.qbo.map;

import org.jspecify.annotations.NullMarked;
