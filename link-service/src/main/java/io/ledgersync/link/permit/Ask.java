package io.ledgersync.link.permit;

import org.jspecify.annotations.Nullable;

/**
 * A replica's wish.
 *
 * @param holder the replica
 * @param priority permits for runs that a person waits for
 * @param normal permits for the others
 * @param givenBack permits that it was issued and did not use
 * @param reported what the provider's headers last said; null when nothing new
 */
public record Ask(
        String holder,
        int priority,
        int normal,
        int givenBack,
        @Nullable Reported reported) {}
