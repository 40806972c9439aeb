package io.ledgersync.store.entity;

import io.ledgersync.contract.LedgerKey;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
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
 * @param size the length of the provider's JSON
 * @param defect why MongoDB cannot hold the content; null when nothing speaks against it
 */
public record LedgerDocument(
        EntityKind kind,
        String id,
        String order,
        Document document,
        int size,
        @Nullable String defect) {

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
    /** The provider's stamp of the last change; where it gives none, when it was read. */
    public static final String MODIFIED = "modifiedAt";
    /** Every account that the entity names, by id or code, its lines' too. */
    public static final String ACCOUNTS = "accounts";
    /** Every party that the entity names, its lines' too. */
    public static final String CONTACTS = "contacts";

    public static final String ORDER = "sequence";
    public static final String DELETED = "deleted";
    public static final String ENTITY = "entity";
    public static final String JSON = "providerJson";
    /** Set when newer content could not be written: the run that brought it. What is shown is older. */
    public static final String STALE_SINCE_RUN = "staleSinceRun";

    private static final Set<String> ACCOUNT_FIELDS =
            Set.of("accountId", "bankAccountId", "fromAccountId", "toAccountId", "accountCode");
    private static final Set<String> CONTACT_FIELDS = Set.of("contactId");

    /** The document of a change; a DELETE has no entity. */
    public static LedgerDocument of(EntityKind kind, Change change, @Nullable IndexedRecord entity) {
        boolean deleted = change.getOperation() == Operation.DELETE || entity == null;
        Document document = bare(change).append(DELETED, deleted);
        String defect = null;
        if (!deleted && entity != null) {
            try {
                append(document, EntityFields.toBson(entity));
            } catch (UnwritableEntity unwritable) {
                defect = unwritable.getMessage();
            }
        }
        String json = deleted ? null : change.getProviderJson();
        if (json != null) {
            ProviderJson.put(document, json);
        }
        return new LedgerDocument(
                kind,
                document.getString(ID),
                document.getString(ORDER),
                document,
                json == null ? 0 : json.length(),
                defect);
    }

    private static void append(Document document, Document entity) {
        document.append(ENTITY, entity);
        append(document, ACCOUNTS, entity, ACCOUNT_FIELDS);
        append(document, CONTACTS, entity, CONTACT_FIELDS);
    }

    private static void append(Document document, String name, Document entity, Set<String> fields) {
        Set<String> values = new TreeSet<>();
        EntityFields.collect(entity, fields, values);
        if (!values.isEmpty()) {
            document.append(name, new ArrayList<>(values));
        }
    }

    private static Document bare(Change change) {
        LedgerKey key = new LedgerKey(
                change.getClientId(), change.getOrganisationId(), change.getSourceType(), change.getSourceId());
        Instant updated = change.getSourceUpdatedAt();
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
                .append(MODIFIED, Date.from(updated == null ? change.getObservedAt() : updated))
                .append(ORDER, Order.of(change.getSequence()));
        return updated == null ? document : document.append(UPDATED, Date.from(updated));
    }

    public boolean newerThan(LedgerDocument other) {
        return order.compareTo(other.order) > 0;
    }

    /** What is left when the content cannot be written: everything but the content. */
    LedgerDocument hidden() {
        Document bare = new Document(document);
        bare.keySet().removeAll(Set.of(ENTITY, JSON, ACCOUNTS, CONTACTS));
        bare.append(DELETED, true).append(STALE_SINCE_RUN, document.getString(RUN));
        return new LedgerDocument(kind, id, order, bare, 0, defect);
    }
}
