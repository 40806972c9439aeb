package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.BooksSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An organisation to simulate.
 *
 * @param provider "XERO" or "QBO"
 * @param generated how many records of each kind are made; null when they are recorded
 * @param recorded the folder of recorded responses; null when they are generated
 */
public record OrganisationSpec(
        String provider,
        String organisationId,
        String name,
        long seed,
        @Nullable BooksSpec generated,
        @Nullable Path recorded) {

    public OrganisationSpec {
        if (!provider.equals("XERO") && !provider.equals("QBO")) {
            throw new IllegalArgumentException("provider is \"" + provider + "\"; allowed: XERO, QBO");
        }
        if ((generated == null) == (recorded == null)) {
            throw new IllegalArgumentException(
                    "organisation " + organisationId + " needs generated books or recorded ones, not both");
        }
    }

    public static OrganisationSpec generated(
            String provider, String organisationId, String name, long seed, BooksSpec sizes) {
        return new OrganisationSpec(provider, organisationId, name, seed, sizes, null);
    }

    public static OrganisationSpec recorded(String provider, String organisationId, String name, Path folder) {
        return new OrganisationSpec(provider, organisationId, name, 1, null, folder);
    }
}
