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
 */
public record TokenSettings(
        Duration code, Duration xeroAccess, Duration qboAccess, Duration xeroGrace, Duration qboRotation) {
    public static final TokenSettings REAL = new TokenSettings(
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            Duration.ofHours(24));
}
