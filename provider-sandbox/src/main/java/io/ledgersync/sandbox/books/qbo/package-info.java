/** A QuickBooks Online company's books: what they hold, how they change, what they come to. */
@NullMarked
package io.ledgersync.sandbox.books.qbo;

import org.jspecify.annotations.NullMarked;
