package io.ledgersync.link.consent;

import org.jspecify.annotations.Nullable;

/** What a provider's redirect carries; never printed. */
public record Redirect(
        @Nullable String state,
        @Nullable String code,
        @Nullable String realmId,
        @Nullable String error) {
    @Override
    public String toString() {
        return "Redirect[…]";
    }
}
