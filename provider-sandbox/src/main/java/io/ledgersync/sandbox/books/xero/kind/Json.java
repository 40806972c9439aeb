package io.ledgersync.sandbox.books.xero.kind;

import java.time.Instant;
import java.time.LocalDate;

/** Writes the members of objects one after the other, in Xero's formats; no text of generated books needs escapes. */
public final class Json {
    private static final long DAY = 86_400_000L;

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

    /** Empty lists. */
    public Json none(String... names) {
        for (String name : names) {
            name(name).out.append("[]");
        }
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

    /** Hundredths as an amount. */
    public Json money(String name, long cents) {
        return decimal(name, cents, 100, 2);
    }

    /** Ten-thousandths: unit prices, quantities, rates. */
    public Json four(String name, long tenThousandths) {
        return decimal(name, tenThousandths, 10_000, 4);
    }

    private Json decimal(String name, long value, int unit, int places) {
        name(name);
        if (value < 0) {
            out.append('-');
        }
        long size = Math.abs(value);
        out.append(size / unit).append('.');
        String rest = Long.toString(size % unit);
        for (int i = rest.length(); i < places; i++) {
            out.append('0');
        }
        out.append(rest);
        return this;
    }

    /** {@code /Date(1573755038314+0000)/}. */
    public Json moment(String name, Instant moment) {
        return date(name, moment.toEpochMilli());
    }

    private Json date(String name, long millis) {
        name(name).out.append("\"/Date(").append(millis).append("+0000)/\"");
        return this;
    }

    /** A day of the organisation's calendar, as midnight UTC. */
    public Json day(String name, long epochDay) {
        return date(name, epochDay * DAY);
    }

    /** A day in both of its forms. */
    public Json days(String name, long epochDay) {
        name(name + "String")
                .out
                .append('"')
                .append(LocalDate.ofEpochDay(epochDay))
                .append("T00:00:00\"");
        return day(name, epochDay);
    }

    /** The last change, in one form. */
    public Json updated(Instant moment) {
        return moment("UpdatedDateUTC", moment);
    }

    /** The last change, in both forms. */
    public Json updatedTwice(Instant moment) {
        String seconds = moment.toString().substring(0, 19);
        return updated(moment).text("UpdatedDateUTCString", seconds + "Z");
    }
}
