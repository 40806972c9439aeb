package io.ledgersync.store.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ledgersync.store.entity.EntityFields;
import io.ledgersync.store.entity.LedgerDocument;
import io.ledgersync.store.entity.ProviderJson;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An entity as callers see it.
 *
 * @param stale newer content is known to exist but could not be written
 * @param providerJson the provider's own JSON, letter for letter
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntityView(
        String provider,
        String sourceType,
        String sourceId,
        @Nullable Instant sourceUpdatedAt,
        Instant observedAt,
        String connectionId,
        String runId,
        boolean stale,
        Map<String, Object> entity,
        @JsonRawValue @Nullable String providerJson) {

    static EntityView of(Document document, boolean withProviderJson) {
        Date updated = document.getDate(LedgerDocument.UPDATED);
        Document entity = document.get(LedgerDocument.ENTITY, Document.class);
        return new EntityView(
                document.getString(LedgerDocument.PROVIDER),
                document.getString(LedgerDocument.SOURCE_TYPE),
                document.getString(LedgerDocument.SOURCE_ID),
                updated == null ? null : updated.toInstant(),
                document.getDate(LedgerDocument.OBSERVED).toInstant(),
                document.getString(LedgerDocument.CONNECTION),
                document.getString(LedgerDocument.RUN),
                document.containsKey(LedgerDocument.STALE_SINCE_RUN),
                entity == null ? Map.of() : EntityFields.toJson(entity),
                withProviderJson ? ProviderJson.of(document) : null);
    }
}
