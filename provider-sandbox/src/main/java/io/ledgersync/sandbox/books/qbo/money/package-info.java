/** Money that moves, and journal entries. */
@NullMarked
package io.ledgersync.sandbox.books.qbo.money;

import org.jspecify.annotations.NullMarked;
