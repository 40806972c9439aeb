/**
 * Calls: who may make one, its lease, its permit, and what becomes of its answer.
 *
 * <p>Inside the kit alone: a connector does not use it.
 */
@NullMarked
package io.ledgersync.kit.call;

import org.jspecify.annotations.NullMarked;
