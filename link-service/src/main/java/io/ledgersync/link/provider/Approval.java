package io.ledgersync.link.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a consent when its organisations are looked for.
 *
 * @param begunAt by our clock
 * @param realmId as the redirect named it; null where providers name none
 * @param earlierOrganisationId what the client was linked to before
 */
public record Approval(
        Instant begunAt, @Nullable String realmId, @Nullable String earlierOrganisationId) {}
