/** What the simulator's HTTP is made of. */
@NullMarked
package io.ledgersync.sandbox.http;

import org.jspecify.annotations.NullMarked;
