package io.ledgersync.sandbox.books.qbo.kind;

import java.time.LocalDate;

/** Writes the members of objects one after the other, in QuickBooks' formats; no generated text needs escapes. */
public final class Json {
    private final StringBuilder out;

    public Json(StringBuilder out) {
        this.out = out;
    }

    /** Begins an object, as the next element of an array where one is open. */
    public Json open() {
        if (out.length() > 0 && out.charAt(out.length() - 1) == '}') {
            out.append(',');
        }
        out.append('{');
        return this;
    }

    public Json close() {
        out.append('}');
        return this;
    }

    public Json object(String name) {
        name(name).out.append('{');
        return this;
    }

    public Json array(String name) {
        name(name).out.append('[');
        return this;
    }

    public Json end() {
        out.append(']');
        return this;
    }

    private Json name(String name) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        out.append('"').append(name).append("\":");
        return this;
    }

    public Json text(String name, String value) {
        name(name).out.append('"').append(value).append('"');
        return this;
    }

    public Json flag(String name, boolean value) {
        name(name).out.append(value);
        return this;
    }

    public Json whole(String name, long value) {
        name(name).out.append(value);
        return this;
    }

    public Json day(String name, LocalDate day) {
        return text(name, day.toString());
    }

    /** Hundredths as an amount, without zeros that say nothing. */
    public Json money(String name, long cents) {
        name(name);
        if (cents < 0) {
            out.append('-');
        }
        long size = Math.abs(cents);
        out.append(size / 100);
        if (size % 100 != 0) {
            out.append('.').append(size % 100 < 10 ? "0" : "").append(size % 100);
        }
        return this;
    }

    /** Ten-thousandths: exchange rates. */
    public Json rate(String name, long tenThousandths) {
        name(name).out.append(tenThousandths / Amounts.ONE).append('.');
        String rest = Long.toString(Amounts.ONE + tenThousandths % Amounts.ONE);
        out.append(rest, 1, rest.length());
        return this;
    }

    /** A reference to another record. */
    public Json reference(String name, String id, String called) {
        return object(name).text("value", id).text("name", called).close();
    }
}
