/** Xero's payments, transfers and journals. */
@NullMarked
package io.ledgersync.sandbox.books.xero.money;

import org.jspecify.annotations.NullMarked;
