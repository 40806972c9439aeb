/** The streams: a file for each of Xero's lists, which says how it is read and what its records mean. */
@NullMarked
package io.ledgersync.xero.stream;

import org.jspecify.annotations.NullMarked;
