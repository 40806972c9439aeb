/** Xero's records as entities of the ledger. */
@NullMarked
package io.ledgersync.xero.map;

import org.jspecify.annotations.NullMarked;
