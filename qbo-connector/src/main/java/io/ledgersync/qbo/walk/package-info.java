/** How each list is read completely while the books change. */
@NullMarked
package io.ledgersync.qbo.walk;

import org.jspecify.annotations.NullMarked;
