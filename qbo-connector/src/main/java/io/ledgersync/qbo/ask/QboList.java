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
 * @param changesAlone its changes are asked for in a call of their own: whether the change call knows it is not sure
 * @param kind what its records are
 * @param read reads the content of one
 */
public record QboList(
        String entity,
        Set<String> keys,
        Content content,
        boolean changesAlone,
        LedgerKind<?> kind,
        Function<Fields, ? extends SpecificRecord> read) {

    /** What a list holds. */
    public enum Content {
        /** One row or hardly more, outside of the change calls: read whole. */
        WHOLE,
        /** Few names, outside of the change calls: read whole, inactive ones too. */
        WHOLE_NAMES,
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
        return new QboList(entity, Set.of(entity), content, false, kind, read);
    }

    /** The list, whose records may stand under this key too. */
    public QboList under(String key) {
        return new QboList(entity, Set.of(entity, key), content, changesAlone, kind, read);
    }

    /** The list, whose changes are asked for in a call of their own. */
    public QboList withChangesAlone() {
        return new QboList(entity, keys, content, true, kind, read);
    }

    /** It is read whole in every run. */
    public boolean whole() {
        return content == Content.WHOLE || content == Content.WHOLE_NAMES;
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
