/** Documents of sales. */
@NullMarked
package io.ledgersync.sandbox.books.qbo.sales;

import org.jspecify.annotations.NullMarked;
