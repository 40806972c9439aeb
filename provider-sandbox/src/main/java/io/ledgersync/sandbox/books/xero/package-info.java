/** A Xero organisation's books as a whole: what is on the shelves, and what an edit makes of it. */
@NullMarked
package io.ledgersync.sandbox.books.xero;

import org.jspecify.annotations.NullMarked;
