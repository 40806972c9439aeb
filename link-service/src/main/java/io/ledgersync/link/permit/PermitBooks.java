package io.ledgersync.link.permit;

import io.ledgersync.link.Provider;
import java.util.Map;
import java.util.Objects;

/** The books of all providers. */
public record PermitBooks(Map<Provider, PermitBook> books) {
    public PermitBook of(Provider provider) {
        return Objects.requireNonNull(books.get(provider), provider::name);
    }
}
