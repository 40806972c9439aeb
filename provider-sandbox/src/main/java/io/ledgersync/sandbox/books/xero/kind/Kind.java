package io.ledgersync.sandbox.books.xero.kind;

import io.ledgersync.sandbox.books.Generator;
import io.ledgersync.sandbox.books.Numbers;
import java.time.Instant;

/** One kind of record, each written from its index alone; its id is a UUID in a field named after the kind. */
public abstract class Kind implements Generator {
    protected final Book book;
    protected final Numbers numbers;
    private final String sourceType;
    private final int size;

    protected Kind(Book book, String sourceType) {
        this.book = book;
        this.sourceType = sourceType;
        this.numbers = book.numbers(sourceType);
        this.size = book.size(sourceType);
    }

    /** Xero's name of one record. */
    public final String sourceType() {
        return sourceType;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String id(int index) {
        return numbers.uuid(index);
    }

    @Override
    public int index(String id) {
        return numbers.index(id, size());
    }

    @Override
    public Instant created(int index) {
        return book.spec().made(sourceType, index);
    }

    /** The calendar day of a record. */
    public final long day(int index) {
        return book.day(sourceType, index);
    }

    @Override
    public final void write(int index, StringBuilder out) {
        Json json = new Json(out).open();
        members(index, created(index), json);
        json.close();
    }

    /** Writes all members of a record, its id included. */
    protected abstract void members(int index, Instant made, Json json);
}
