/** The lists that Xero's documents refer to. */
@NullMarked
package io.ledgersync.sandbox.books.xero.lists;

import org.jspecify.annotations.NullMarked;
