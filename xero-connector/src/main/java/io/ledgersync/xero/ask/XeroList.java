package io.ledgersync.xero.ask;

import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.reading.Fields;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.JsonNode;

/**
 * One of the lists of Xero's Accounting API.
 *
 * @param path below the API's address, and the stream's name
 * @param array the key of the records in an answer
 * @param sourceType Xero's name of one record
 * @param idField where a record's id stands
 * @param stampField where the moment of its last change stands; empty when it has none
 * @param order how it is read
 * @param mostRows that a page may hold
 * @param parameter what every question to it says besides; empty when nothing
 * @param deletedBy what asks it for its deleted records alone, where nobody confirmed that it shows them; empty where
 *     it shows whatever it has
 * @param lookup how records are asked for by their ids
 * @param dating how it is narrowed to the records of some days
 * @param kind what its records are
 * @param entity reads the content of one
 */
public record XeroList(
        String path,
        String array,
        String sourceType,
        String idField,
        String stampField,
        Order order,
        int mostRows,
        String parameter,
        String deletedBy,
        Lookup lookup,
        Dating dating,
        LedgerKind<?> kind,
        Function<Fields, ? extends SpecificRecord> entity) {
    /** The code of Xero's refusal to look through so many records at once. */
    public static final String TOO_MANY = "TOO_MANY_RECORDS";

    /** The code of an answer that the connector has no room for. */
    public static final String TOO_LARGE = "TOO_LARGE";

    private static final int PAGE = 1000;

    /** How a list is read. */
    public enum Order {
        /** In one answer, with no change filter. */
        WHOLE,
        /** In pages by their number, with no change filter and no order. */
        BY_PAGE,
        /** In one answer, with a change filter. */
        UNPAGED,
        /** In pages, the last changed last, and of those changed at once always in the same order. */
        BY_CHANGE,
        /** In pages, the last changed last; nothing is promised of the order of those changed at once. */
        BY_CHANGE_ALONE,
        /** In pages after a number; nothing ever changes. */
        BY_NUMBER
    }

    /** How records are asked for by their ids. */
    public enum Lookup {
        /** Each at an address of its own. */
        ALONE,
        /** Several in one call, by a filter. */
        TOGETHER,
        /** They have no address: the list tells what is in it. */
        IN_THE_LIST
    }

    /** How a list is narrowed to the records of some days. */
    public enum Dating {
        /** It is not. */
        NOT,
        /** By a clause on their Date. */
        BY_WHERE,
        /** By the parameters DateFrom and DateTo. */
        BY_PARAMETERS
    }

    /**
     * A list that is named like its array, whose records are named by it without the "s" and have an id and a stamp.
     */
    public static <E extends SpecificRecord> XeroList of(
            String path, Order order, LedgerKind<E> kind, Function<Fields, E> entity) {
        String one = path.substring(0, path.length() - 1);
        Dating dating = order == Order.BY_CHANGE || order == Order.BY_CHANGE_ALONE ? Dating.BY_WHERE : Dating.NOT;
        return new XeroList(
                path, path, one, one + "ID", "UpdatedDateUTC", order, PAGE, "", "", Lookup.ALONE, dating, kind, entity);
    }

    /** The list under these names. */
    public XeroList named(String array, String sourceType, String idField) {
        return new XeroList(
                path,
                array,
                sourceType,
                idField,
                stampField,
                order,
                mostRows,
                parameter,
                deletedBy,
                lookup,
                dating,
                kind,
                entity);
    }

    /** The list with the moment of the last change in this field; empty: it has none. */
    public XeroList stamped(String field) {
        return new XeroList(
                path,
                array,
                sourceType,
                idField,
                field,
                order,
                mostRows,
                parameter,
                deletedBy,
                lookup,
                dating,
                kind,
                entity);
    }

    /** The list, asked with this besides. */
    public XeroList with(String question) {
        return new XeroList(
                path,
                array,
                sourceType,
                idField,
                stampField,
                order,
                mostRows,
                question,
                deletedBy,
                lookup,
                dating,
                kind,
                entity);
    }

    /** The list, which may leave out its deleted records unless it is asked for them by this. */
    public XeroList hidingDeleted(String askedBy) {
        return new XeroList(
                path,
                array,
                sourceType,
                idField,
                stampField,
                order,
                mostRows,
                parameter,
                askedBy,
                lookup,
                dating,
                kind,
                entity);
    }

    /** Its deleted records alone. */
    public XeroList deleted() {
        return with(deletedBy);
    }

    /** The list, whose records are asked for by their ids in this way. */
    public XeroList found(Lookup how) {
        return new XeroList(
                path,
                array,
                sourceType,
                idField,
                stampField,
                order,
                mostRows,
                parameter,
                deletedBy,
                how,
                dating,
                kind,
                entity);
    }

    /** The list, whose records it narrows to those of some days in this way. */
    public XeroList dated(Dating how) {
        return new XeroList(
                path,
                array,
                sourceType,
                idField,
                stampField,
                order,
                mostRows,
                parameter,
                deletedBy,
                lookup,
                how,
                kind,
                entity);
    }

    /** Whether its records have a date that it may be filtered by. */
    public boolean dated() {
        return dating != Dating.NOT;
    }

    /** The list with pages of this many rows, which the question cannot change. */
    public XeroList inPagesOf(int rows) {
        return new XeroList(
                path,
                array,
                sourceType,
                idField,
                stampField,
                order,
                rows,
                parameter,
                deletedBy,
                lookup,
                dating,
                kind,
                entity);
    }

    /**
     * Whether its pages are of one size: a question for fewer rows would get as many, and take them for other places.
     */
    public boolean fixedPages() {
        return mostRows != PAGE;
    }

    /** What Xero makes of the books, not records of them. */
    public boolean report() {
        return path.startsWith("Reports/");
    }

    /**
     * One of its records.
     *
     * @throws io.ledgersync.kit.UnreadableRecord naming the field, its value and what is allowed
     */
    public LedgerRecord read(JsonNode json) {
        Fields record = Fields.of(sourceType, idField, json);
        return new LedgerRecord(
                sourceType,
                record.id(),
                stampField.isEmpty() ? null : XeroDates.instant(record, stampField),
                false,
                entity.apply(record));
    }
}
