/** The documents of the ledger: how an event becomes one, how it is written once and found again. */
@NullMarked
package io.ledgersync.store.entity;

import org.jspecify.annotations.NullMarked;
