/** How each of Xero's lists is read completely while the books change. */
@NullMarked
package io.ledgersync.xero.walk;

import org.jspecify.annotations.NullMarked;
