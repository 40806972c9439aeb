package io.ledgersync.link.grant;

import io.ledgersync.link.Provider;
import io.ledgersync.link.oauth.TokenSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One consent of one provider user in one practice (for QBO: of one realm), with its tokens.
 *
 * @param subject whom the tokens belong to
 * @param broken the error with which the provider refused to renew them; null while they are good
 */
record Grant(
        UUID id,
        Provider provider,
        String subject,
        TokenSet tokens,
        @Nullable String broken) {}
