/**
 * The runs that a replica holds, by organisation, and whose turn it is.
 *
 * <p>Inside the kit alone: a connector does not use it.
 */
@NullMarked
package io.ledgersync.kit.run;

import org.jspecify.annotations.NullMarked;
