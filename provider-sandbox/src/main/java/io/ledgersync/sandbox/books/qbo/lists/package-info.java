/** Names: accounts, parties, items and labels. */
@NullMarked
package io.ledgersync.sandbox.books.qbo.lists;

import org.jspecify.annotations.NullMarked;
