package io.ledgersync.link.permit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What counts when permits are issued.
 *
 * @param issued permits that still count
 * @param normalLately of these, the ones without priority in the limit's even window
 * @param reported what the provider's headers last said is left; null when they never did
 * @param issuedSince permits since that was said
 */
record Minute(
        int issued,
        int normalLately,
        @Nullable Integer reported,
        Instant reportedAt,
        int issuedSince,
        Instant lastIssuedAt) {}
