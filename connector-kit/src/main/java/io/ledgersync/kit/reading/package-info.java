/**
 * What the readers of both providers' answers share: fields of JSON records, rows already seen, waits and clocks of
 * HTTP headers.
 */
@NullMarked
package io.ledgersync.kit.reading;

import org.jspecify.annotations.NullMarked;
