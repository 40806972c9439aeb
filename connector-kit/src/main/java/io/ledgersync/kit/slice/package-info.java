/**
 * What one commit publishes, and when the next is due.
 *
 * <p>Inside the kit alone: a connector does not use it.
 */
@NullMarked
package io.ledgersync.kit.slice;

import org.jspecify.annotations.NullMarked;
