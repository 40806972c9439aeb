/** What the kinds of Xero's records have in common. */
@NullMarked
package io.ledgersync.sandbox.books.xero.kind;

import org.jspecify.annotations.NullMarked;
