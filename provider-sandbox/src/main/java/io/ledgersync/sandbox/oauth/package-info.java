/** Consent, codes, tokens and their expiry, as both providers have them. */
@NullMarked
package io.ledgersync.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
