/** The streams: a file for each of QuickBooks' lists, which says how it is read and what its records mean. */
@NullMarked
package io.ledgersync.qbo.stream;

import org.jspecify.annotations.NullMarked;
