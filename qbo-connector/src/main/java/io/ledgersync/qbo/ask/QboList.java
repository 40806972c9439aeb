package io.ledgersync.qbo.ask;

import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.reading.Fields;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.JsonNode;

/**
 * One of the lists of QuickBooks Online's API.
 *
 * @param entity QuickBooks' name of one record, of the list in queries, and the stream's name
 * @param keys under which its records stand in an answer
 * @param content what it holds
 * @param kind what its records are
 * @param read reads the content of one
 */
public record QboList(
        String entity,
        Set<String> keys,
        Content content,
        LedgerKind<?> kind,
        Function<Fields, ? extends SpecificRecord> read) {

    /** What a list holds. */
    public enum Content {
        /** Few rows, outside of the change calls or perhaps so: read whole. */
        WHOLE,
        /** Few names, outside of the change calls or perhaps so: read whole, inactive ones too. */
        WHOLE_NAMES,
        /** Transactions, outside of the change calls or perhaps so: read whole. */
        WHOLE_TRANSACTIONS,
        /** Names, which are made inactive but never deleted, and are left out of queries then unless asked for. */
        NAMES,
        /** One report, whose answer is its only record. */
        REPORT,
        /** Transactions, which can be deleted and are then only seen in the change calls. */
        TRANSACTIONS
    }

    /** A list whose records stand under its own name. */
    public static <E extends SpecificRecord> QboList of(
            String entity, Content content, LedgerKind<E> kind, Function<Fields, E> read) {
        return new QboList(entity, Set.of(entity), content, kind, read);
    }

    /** The list, whose records may stand under this key too. */
    public QboList under(String key) {
        return new QboList(entity, Set.of(entity, key), content, kind, read);
    }

    /** It is read whole in every run. */
    public boolean whole() {
        return content == Content.WHOLE || content == Content.WHOLE_NAMES || content == Content.WHOLE_TRANSACTIONS;
    }

    /** The ledger's balances are worked out of its records. */
    public boolean posts() {
        return content == Content.TRANSACTIONS || content == Content.WHOLE_TRANSACTIONS;
    }

    /** Queries leave inactive records out unless they are asked for. */
    public boolean hidesInactive() {
        return content == Content.NAMES || content == Content.WHOLE_NAMES;
    }

    /**
     * One of its records.
     *
     * @throws io.ledgersync.kit.UnreadableRecord naming the field, its value and what is allowed
     */
    public LedgerRecord read(JsonNode json) {
        if (content == Content.REPORT) {
            return new LedgerRecord(entity, entity, null, false, read.apply(Fields.of(entity, json)));
        }
        Fields record = Fields.of(entity, "Id", json);
        Instant updatedAt = record.object("MetaData").parse("LastUpdatedTime", QboDates::instant, QboDates.MOMENT);
        // Only the change calls show what is gone, with hardly more than its id.
        boolean deleted = "Deleted".equalsIgnoreCase(record.text("status"));
        return new LedgerRecord(entity, record.id(), updatedAt, deleted, deleted ? null : read.apply(record));
    }
}
