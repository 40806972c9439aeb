/** What the kinds of QuickBooks' records have in common. */
@NullMarked
package io.ledgersync.sandbox.books.qbo.kind;

import org.jspecify.annotations.NullMarked;
