/**
 * How events and states are put into words and onto topics.
 *
 * <p>Inside the kit alone: a connector does not use it.
 */
@NullMarked
package io.ledgersync.kit.event;

import org.jspecify.annotations.NullMarked;
