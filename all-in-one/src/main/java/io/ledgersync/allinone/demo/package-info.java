/** The demonstration: what a practice does, done through the gateway alone. */
@NullMarked
package io.ledgersync.allinone.demo;

import org.jspecify.annotations.NullMarked;
