package io.ledgersync.kit;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a provider, read.
 *
 * @param sourceType the provider's own name of the kind, e.g. "Invoice", "Customer"
 * @param sourceId unique within the source type
 * @param updatedAt the provider's stamp; null where it gives none
 * @param deleted the record is gone at the provider (a tombstone, not a void)
 * @param entity the normalised content, one of {@link LedgerKind}'s entities; null only when deleted
 */
public record LedgerRecord(
        String sourceType,
        String sourceId,
        @Nullable Instant updatedAt,
        boolean deleted,
        @Nullable SpecificRecord entity) {}
