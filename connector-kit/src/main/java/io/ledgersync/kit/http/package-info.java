/**
 * How an exchange reaches the provider and its answer comes back: row by row, and only while there is memory for it.
 */
@NullMarked
package io.ledgersync.kit.http;

import org.jspecify.annotations.NullMarked;
