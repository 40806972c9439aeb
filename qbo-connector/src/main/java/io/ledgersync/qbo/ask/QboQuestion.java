package io.ledgersync.qbo.ask;

import io.ledgersync.kit.Question;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question to one of QuickBooks' lists. */
public sealed interface QboQuestion extends Question {

    /** The list that is asked. */
    QboList list();

    /** It travels in a call of its own: an answer that it shared was overflowing. */
    boolean alone();

    /** The same in a call of its own. */
    QboQuestion byItself();

    /** How many objects its answer may hold: what is packed together must stay below the most that one answer gives. */
    int objects();

    @Override
    default String stream() {
        return list().entity();
    }

    /** A question in the query language. */
    sealed interface Query extends QboQuestion {
        /** The query. */
        String select();
    }

    /** How many records were created in a stretch of time. */
    record Count(QboList list, Stretch created, boolean alone) implements Query {
        @Override
        public String select() {
            return "SELECT count(*) FROM " + list.entity() + created.where(list);
        }

        @Override
        public String key() {
            return "count " + created + (alone ? " alone" : "");
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public Count withRows(int fewer) {
            return this;
        }

        @Override
        public Count byItself() {
            return new Count(list, created, true);
        }

        @Override
        public int objects() {
            return 0;
        }
    }

    /** The records created in a stretch of time, the oldest first, from a place on; places count from 0. */
    record Page(QboList list, Stretch created, long place, int rows, int objects, boolean alone) implements Query {
        @Override
        public String select() {
            return "SELECT * FROM " + list.entity() + created.where(list)
                    + " ORDERBY MetaData.CreateTime ASC STARTPOSITION " + (place + 1) + " MAXRESULTS " + rows;
        }

        @Override
        public String key() {
            return "page " + created + " from " + place + (alone ? " alone" : "");
        }

        @Override
        public Page withRows(int fewer) {
            return new Page(list, created, place, fewer, Math.min(objects, fewer), alone);
        }

        @Override
        public Page byItself() {
            return new Page(list, created, place, rows, objects, true);
        }
    }

    /** The last records of a crowded stretch of time below a place: the page that ends there. */
    record PageBelow(QboList list, Stretch created, long below, int rows) implements Query {
        /** The place of the first record asked for. */
        public long start() {
            return Math.max(0, below - rows);
        }

        @Override
        public String select() {
            return "SELECT * FROM " + list.entity() + created.where(list)
                    + " ORDERBY MetaData.CreateTime ASC STARTPOSITION " + (start() + 1) + " MAXRESULTS "
                    + (below - start());
        }

        @Override
        public String key() {
            return "page " + created + " below " + below;
        }

        @Override
        public PageBelow withRows(int fewer) {
            return new PageBelow(list, created, below, fewer);
        }

        @Override
        public boolean alone() {
            return true;
        }

        @Override
        public PageBelow byItself() {
            return this;
        }

        @Override
        public int objects() {
            return rows;
        }
    }

    /** All of a list that has one row or few. */
    record Everything(QboList list, boolean alone) implements Query {
        @Override
        public String select() {
            return "SELECT * FROM " + list.entity() + Stretch.ALL.where(list) + " MAXRESULTS 1000";
        }

        @Override
        public String key() {
            return "everything" + (alone ? " alone" : "");
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public Everything withRows(int fewer) {
            return this;
        }

        @Override
        public Everything byItself() {
            return new Everything(list, true);
        }

        /** A guess: with more, what travelled together is asked for again alone. */
        @Override
        public int objects() {
            return list.hidesInactive() ? 100 : 1;
        }
    }

    /** Records by their ids. */
    record ByIds(QboList list, List<String> ids, boolean alone) implements Query {
        public ByIds {
            ids = List.copyOf(ids);
        }

        @Override
        public String select() {
            String quoted = String.join(
                    ",",
                    ids.stream()
                            .map(id -> "'" + id.replace("\\", "\\\\").replace("'", "\\'") + "'")
                            .toList());
            String active = list.hidesInactive() ? " AND Active IN (true, false)" : "";
            return "SELECT * FROM " + list.entity() + " WHERE Id IN (" + quoted + ")" + active + " MAXRESULTS 1000";
        }

        @Override
        public String key() {
            return "ids " + String.join(",", ids) + (alone ? " alone" : "");
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public ByIds withRows(int fewer) {
            return this;
        }

        @Override
        public ByIds byItself() {
            return new ByIds(list, ids, true);
        }

        @Override
        public int objects() {
            return ids.size();
        }
    }

    /** What was changed or deleted since. */
    record Changes(QboList list, Instant since, boolean alone) implements QboQuestion {
        @Override
        public String key() {
            return "changes since " + since + (alone ? " alone" : "");
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public Changes withRows(int fewer) {
            return this;
        }

        @Override
        public Changes byItself() {
            return new Changes(list, since, true);
        }

        @Override
        public int objects() {
            return 1;
        }
    }

    /**
     * The report of the financial year to date, on accrual basis.
     *
     * @param name what it is called in the company's country
     */
    record Report(QboList list, String name) implements QboQuestion {
        /** The code of a refusal: what came is no report, but another try may bring one. */
        public static final String UNUSABLE = "REPORT_UNUSABLE";

        @Override
        public String key() {
            return "report";
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public Report withRows(int fewer) {
            return this;
        }

        @Override
        public boolean alone() {
            return true;
        }

        @Override
        public Report byItself() {
            return this;
        }

        @Override
        public int objects() {
            return 1;
        }
    }

    /** A stretch of the time of creation, in whole seconds: from, and before; null where it is open. */
    record Stretch(@Nullable Instant from, @Nullable Instant before) {
        /** All time. */
        public static final Stretch ALL = new Stretch(null, null);

        /** The condition, an inactive name included. */
        String where(QboList list) {
            StringBuilder where = new StringBuilder();
            if (list.hidesInactive()) {
                where.append(" AND Active IN (true, false)");
            }
            if (from != null) {
                where.append(" AND MetaData.CreateTime >= '").append(from).append('\'');
            }
            if (before != null) {
                where.append(" AND MetaData.CreateTime < '").append(before).append('\'');
            }
            return where.isEmpty() ? "" : " WHERE" + where.substring(" AND".length());
        }
    }
}
