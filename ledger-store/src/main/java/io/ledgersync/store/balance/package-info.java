/** A client's trial balance, worked out from the documents of its ledger. */
@NullMarked
package io.ledgersync.store.balance;

import org.jspecify.annotations.NullMarked;
