package io.ledgersync.store.entity;

import io.ledgersync.contract.LedgerKey;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Operation;
import java.util.Date;
import org.apache.avro.generic.IndexedRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One change as the document it leaves behind.
 *
 * <p>A DELETE leaves a hidden document that keeps its order, so that an older UPSERT that arrives late cannot bring the
 * record back.
 *
 * @param id the ledger key
 * @param order the change's sequence, comparable
 */
public record LedgerDocument(EntityKind kind, String id, String order, Document document) {

    public static final String ID = "_id";
    public static final String PRACTICE = "practiceId";
    public static final String CLIENT = "clientId";
    public static final String ORGANISATION = "organisationId";
    public static final String PROVIDER = "provider";
    public static final String CONNECTION = "connectionId";
    public static final String RUN = "runId";
    public static final String SOURCE_TYPE = "sourceType";
    public static final String SOURCE_ID = "sourceId";
    public static final String UPDATED = "sourceUpdatedAt";
    public static final String OBSERVED = "observedAt";
    public static final String ORDER = "sequence";
    public static final String DELETED = "deleted";
    public static final String ENTITY = "entity";
    public static final String JSON = "providerJson";
    /** Set when newer content could not be written: the run that brought it. What is shown is older. */
    public static final String STALE_SINCE_RUN = "staleSinceRun";

    /** The document of a change; a DELETE has no entity. */
    public static LedgerDocument of(EntityKind kind, Change change, @Nullable IndexedRecord entity) {
        boolean deleted = change.getOperation() == Operation.DELETE || entity == null;
        Document document = bare(change).append(DELETED, deleted);
        if (!deleted && entity != null) {
            document.append(ENTITY, EntityFields.toBson(entity));
        }
        if (!deleted && change.getProviderJson() != null) {
            document.append(JSON, change.getProviderJson());
        }
        return new LedgerDocument(kind, document.getString(ID), document.getString(ORDER), document);
    }

    private static Document bare(Change change) {
        LedgerKey key = new LedgerKey(
                change.getClientId(), change.getOrganisationId(), change.getSourceType(), change.getSourceId());
        Document document = new Document(ID, key.text())
                .append(PRACTICE, change.getPracticeId())
                .append(CLIENT, change.getClientId())
                .append(ORGANISATION, change.getOrganisationId())
                .append(PROVIDER, change.getProvider().name())
                .append(CONNECTION, change.getConnectionId())
                .append(RUN, change.getRunId())
                .append(SOURCE_TYPE, change.getSourceType())
                .append(SOURCE_ID, change.getSourceId())
                .append(OBSERVED, Date.from(change.getObservedAt()))
                .append(ORDER, Order.of(change.getSequence()));
        if (change.getSourceUpdatedAt() != null) {
            document.append(UPDATED, Date.from(change.getSourceUpdatedAt()));
        }
        return document;
    }

    public boolean newerThan(LedgerDocument other) {
        return order.compareTo(other.order) > 0;
    }
}
