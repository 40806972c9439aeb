/**
 * Taking partitions over, with their state, and requests from them.
 *
 * <p>Inside the kit alone: a connector does not use it.
 */
@NullMarked
package io.ledgersync.kit.take;

import org.jspecify.annotations.NullMarked;
