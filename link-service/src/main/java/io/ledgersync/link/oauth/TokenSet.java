package io.ledgersync.link.oauth;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gave; never printed.
 *
 * @param idToken who consented; null when the provider does not say
 */
public record TokenSet(
        String accessToken,
        String refreshToken,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable String idToken) {
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);

    /** The access token is good for a call that begins now and takes its time. */
    public boolean freshAt(Instant now) {
        Duration quarter = Duration.between(issuedAt, expiresAt).dividedBy(4);
        Duration margin = quarter.compareTo(LONGEST_MARGIN) < 0 ? quarter : LONGEST_MARGIN;
        return now.isBefore(expiresAt.minus(margin));
    }

    @Override
    public String toString() {
        return "TokenSet[until " + expiresAt + ']';
    }
}
