package io.ledgersync.sandbox.books.qbo.kind;

import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Generator;
import io.ledgersync.sandbox.books.Numbers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** One kind of record, each written from its index alone; its ids are numbers. */
public abstract class Kind implements Generator {
    private static final int ONE_OLD_IN = 1000;
    private static final int OLD = 7;
    private static final int DAYS_OLD = 36_500;

    protected final Book book;
    protected final Numbers numbers;
    private final String sourceType;
    private final int size;
    private final int before;

    protected Kind(Book book, String sourceType) {
        this(book, sourceType, book.size(sourceType));
    }

    protected Kind(Book book, String sourceType, int size) {
        this.book = book;
        this.sourceType = sourceType;
        this.numbers = book.numbers(sourceType);
        this.size = size;
        this.before = book.before(sourceType);
    }

    /** QuickBooks' name of one record. */
    public final String sourceType() {
        return sourceType;
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final String id(int index) {
        return Integer.toString(before + index + 1);
    }

    @Override
    public final int index(String id) {
        try {
            int index = Integer.parseInt(id) - 1 - before;
            return index >= 0 && index < size ? index : -1;
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }

    @Override
    public final Instant created(int index) {
        return book.spec().made(sourceType, index).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The calendar day of a record: that on which it was made, or one of the old days that real books have. */
    @Override
    public final LocalDate date(int index) {
        LocalDate made = LocalDate.ofInstant(created(index), ZoneOffset.UTC);
        return index % ONE_OLD_IN == OLD ? made.minusDays(DAYS_OLD) : made;
    }

    @Override
    public final void write(int index, StringBuilder out) {
        String stamp = Formats.qbo(created(index));
        Json json = new Json(out)
                .open()
                .text("domain", "QBO")
                .flag("sparse", false)
                .text("Id", id(index))
                .text("SyncToken", "0")
                .object("MetaData")
                .text("CreateTime", stamp)
                .text("LastUpdatedTime", stamp)
                .close();
        members(index, json);
        json.close();
    }

    /** Writes the members that no other kind has. */
    protected abstract void members(int index, Json json);
}
