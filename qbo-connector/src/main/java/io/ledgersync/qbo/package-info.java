/**
 * Reads QuickBooks Online for the connector kit: what it is asked, how its lists are walked, what its answers mean and
 * how its records become the ledger's.
 */
@NullMarked
package io.ledgersync.qbo;

import org.jspecify.annotations.NullMarked;
