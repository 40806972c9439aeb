/** Xero's documents with lines. */
@NullMarked
package io.ledgersync.sandbox.books.xero.documents;

import org.jspecify.annotations.NullMarked;
