/** OAuth 2.0 as providers speak it, and the calls that carry it: with time-outs, bounded, never logged. */
@NullMarked
package io.ledgersync.link.oauth;

import org.jspecify.annotations.NullMarked;
