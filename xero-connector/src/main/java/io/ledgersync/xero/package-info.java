/**
 * Reads Xero for the connector kit: what it is asked, how its lists are walked, what its answers mean and how its
 * records become the ledger's.
 */
@NullMarked
package io.ledgersync.xero;

import org.jspecify.annotations.NullMarked;
