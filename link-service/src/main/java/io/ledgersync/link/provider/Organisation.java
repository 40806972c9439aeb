package io.ledgersync.link.provider;

import org.jspecify.annotations.Nullable;

/**
 * Books at a provider that may be linked.
 *
 * @param providerConnectionId by which the provider ends our access to this organisation alone; null where it knows no
 *     such thing
 */
public record Organisation(String id, String name, @Nullable String providerConnectionId) {}
