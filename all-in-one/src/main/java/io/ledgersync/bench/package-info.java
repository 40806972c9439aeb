/** What the product can do, measured: each benchmark prints one line of JSON. */
@NullMarked
package io.ledgersync.bench;

import org.jspecify.annotations.NullMarked;
