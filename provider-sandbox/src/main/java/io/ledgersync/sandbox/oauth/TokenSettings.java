package io.ledgersync.sandbox.oauth;

import java.time.Duration;

/**
 * How long codes and tokens live.
 *
 * @param code an authorisation code
 * @param xeroAccess Xero's access token
 * @param qboAccess QBO's access token
 * @param xeroGrace how long Xero takes the refresh token before the newest, for an answer that was lost
 * @param qboRotation how long QBO gives the same refresh token again
 * @param xeroUnused how long Xero's refresh token lives unused
 * @param qboUnused how long QBO's does
 */
public record TokenSettings(
        Duration code,
        Duration xeroAccess,
        Duration qboAccess,
        Duration xeroGrace,
        Duration qboRotation,
        Duration xeroUnused,
        Duration qboUnused) {
    public static final TokenSettings REAL = new TokenSettings(
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            Duration.ofHours(24),
            Duration.ofDays(60),
            Duration.ofDays(100));

    /** Refresh tokens that nobody uses die as the real ones do. */
    public TokenSettings(
            Duration code, Duration xeroAccess, Duration qboAccess, Duration xeroGrace, Duration qboRotation) {
        this(code, xeroAccess, qboAccess, xeroGrace, qboRotation, Duration.ofDays(60), Duration.ofDays(100));
    }
}
