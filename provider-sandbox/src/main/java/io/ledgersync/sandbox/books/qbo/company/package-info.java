/** The company itself, its taxes and its budgets. */
@NullMarked
package io.ledgersync.sandbox.books.qbo.company;

import org.jspecify.annotations.NullMarked;
