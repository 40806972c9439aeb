package io.ledgersync.xero.ask;

import io.ledgersync.kit.Question;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question to one of Xero's lists. */
public sealed interface XeroQuestion extends Question {

    /** The list that is asked. */
    XeroList list();

    /** Only what changed since is asked for; null: whatever there is. */
    default @Nullable Instant since() {
        return null;
    }

    @Override
    default String stream() {
        return list().path();
    }

    /** The first page of what changed since, to the second; since null, of everything. */
    record FirstPage(XeroList list, @Nullable Instant since, int rows) implements XeroQuestion {
        @Override
        public String key() {
            return "first since " + since + " " + list.parameter();
        }

        @Override
        public FirstPage withRows(int fewer) {
            return list.fixedPages() ? this : new FirstPage(list, since, fewer);
        }
    }

    /** The page, of what changed since, in which the row of this place stands; places count from 0. */
    record PageAt(XeroList list, @Nullable Instant since, long place, int rows) implements XeroQuestion {
        /** The page's number, from 1. */
        public long page() {
            return place / rows + 1;
        }

        /** The place of the page's first row. */
        public long start() {
            return (page() - 1) * rows;
        }

        @Override
        public String key() {
            return "place " + place + " since " + since + " " + list.parameter();
        }

        @Override
        public PageAt withRows(int fewer) {
            return list.fixedPages() ? this : new PageAt(list, since, place, fewer);
        }
    }

    /** A page by its number, from 1, of a list whose pages are of a fixed size. */
    record NumberedPage(XeroList list, int number, int pass) implements XeroQuestion {
        @Override
        public String key() {
            return "page " + number + " pass " + pass;
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public NumberedPage withRows(int fewer) {
            return this;
        }
    }

    /** The whole of what changed since in a list without pages; since null, all of it. */
    record Everything(XeroList list, @Nullable Instant since) implements XeroQuestion {
        @Override
        public String key() {
            return "everything since " + since + " " + list.parameter();
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public Everything withRows(int fewer) {
            return this;
        }
    }

    /** The journals after a number that was received, or after 0. */
    record JournalsAfter(XeroList list, long number) implements XeroQuestion {
        @Override
        public String key() {
            return "after " + number;
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public JournalsAfter withRows(int fewer) {
            return this;
        }
    }

    /** Records by their ids: one, or several where the list can be filtered by them or is asked for as a whole. */
    record ByIds(XeroList list, List<String> ids) implements XeroQuestion {
        public ByIds {
            ids = List.copyOf(ids);
        }

        @Override
        public String key() {
            return "ids " + String.join(",", ids);
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public ByIds withRows(int fewer) {
            return this;
        }
    }
}
