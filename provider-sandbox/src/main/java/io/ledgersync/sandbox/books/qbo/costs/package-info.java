/** Documents of costs. */
@NullMarked
package io.ledgersync.sandbox.books.qbo.costs;

import org.jspecify.annotations.NullMarked;
