/**
 * Everything in one process: the laptop's way to run the product, each service in a context and on a port of its own.
 */
@NullMarked
package io.ledgersync.allinone;

import org.jspecify.annotations.NullMarked;
