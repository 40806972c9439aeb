package io.ledgersync.link.oauth;

import java.time.Duration;

/** How a token endpoint answers. */
public sealed interface TokenAnswer {
    /** New tokens. */
    record Granted(TokenSet tokens) implements TokenAnswer {}

    /** No, and no again when asked again. @param error the code that OAuth 2.0 gives it, e.g. invalid_grant */
    record Refused(String error) implements TokenAnswer {
        /** The code or the refresh token is void, not our registration. */
        public boolean voidGrant() {
            return error.equals("invalid_grant");
        }
    }

    /** No answer that means anything. @param lost the provider may have acted all the same */
    record Unavailable(String detail, Duration retryAfter, boolean lost) implements TokenAnswer {}
}
