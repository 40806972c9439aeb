/** What one run has read, may ask now and has left to do: pure logic, no I/O, no clock of its own. */
@NullMarked
package io.ledgersync.kit.pull;

import org.jspecify.annotations.NullMarked;
