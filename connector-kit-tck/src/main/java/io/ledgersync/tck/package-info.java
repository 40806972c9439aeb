/** The suite that every connector passes against the sandbox: guarantees, observed while everything goes wrong. */
@NullMarked
package io.ledgersync.tck;

import org.jspecify.annotations.NullMarked;
