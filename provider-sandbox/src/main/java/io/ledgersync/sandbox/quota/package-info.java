/** The providers' limits, and the judge who tells whether a caller kept them. */
@NullMarked
package io.ledgersync.sandbox.quota;

import org.jspecify.annotations.NullMarked;
