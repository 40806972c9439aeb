package io.ledgersync.link.consent;

import io.ledgersync.link.Provider;
import java.time.Instant;
import java.util.UUID;

/**
 * One round trip, bound to who began it and for what.
 *
 * @param replaceLedger the user knows that another organisation's books will take the place of the client's
 */
record Consent(
        UUID id,
        String practiceId,
        String userId,
        UUID clientId,
        Provider provider,
        ReturnTo returnTo,
        boolean replaceLedger,
        Instant begunAt) {}
