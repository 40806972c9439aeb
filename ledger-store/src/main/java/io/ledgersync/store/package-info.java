/** The ledger as it can be read: changes are projected into MongoDB and questions answered from it. */
@NullMarked
package io.ledgersync.store;

import org.jspecify.annotations.NullMarked;
