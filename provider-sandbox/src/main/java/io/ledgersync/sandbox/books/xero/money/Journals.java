package io.ledgersync.sandbox.books.xero.money;

import io.ledgersync.sandbox.books.Generator;
import io.ledgersync.sandbox.books.Numbers;
import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Posting;
import io.ledgersync.sandbox.books.xero.lists.TaxRates;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledger: one journal for each document that posts, in the order in which the documents were made. */
public final class Journals implements Generator {
    private static final int REMEMBERED = 8;
    /** Lines of some journals have no ids. */
    private static final int ONE_WITHOUT_ID_IN = 50;

    private final Numbers numbers;
    private final Chart chart;
    private final Merge merge;
    private final int size;
    /** What was asked for last: generated journals never change, and who asks for a report asks again. */
    private final Map<List<Long>, long[]> totals = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Long>, long[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param most what is generated is cut off after so many: books for measurements need not have a journal for every
     *     document
     */
    public Journals(Book book, List<Posting.Source> sources, int most) {
        numbers = book.numbers("Journal");
        chart = book.chart();
        merge = new Merge(sources);
        size = Math.min(most, merge.size());
    }

    /** The number of a journal: every tenth is missing, as in real books. */
    public static int number(int index) {
        return index + 1 + index / 10;
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
        return numbers.index(id, size);
    }

    @Override
    public Instant created(int index) {
        return Instant.ofEpochMilli(merge.made(index));
    }

    /** What the ledger's journal of a place says. */
    public Posting posting(int index) {
        return merge.posting(index);
    }

    /** What each account has come to, by its place in the chart, in the journals of some days. */
    public long[] totals(int accounts, long fromDay, long toDay) {
        return totals.computeIfAbsent(List.of(fromDay, toDay), days -> {
            long[] sums = new long[accounts];
            for (int index = 0; index < size; index++) {
                Posting posting = posting(index);
                if (posting.day() >= fromDay && posting.day() <= toDay) {
                    posting.lines().forEach(line -> sums[line.account()] += line.net());
                }
            }
            return sums;
        });
    }

    @Override
    public void write(int index, StringBuilder out) {
        Posting posting = posting(index);
        Json json = new Json(out).open();
        json.text("JournalID", id(index))
                .day("JournalDate", posting.day())
                .whole("JournalNumber", number(index))
                .moment("CreatedDateUTC", created(index))
                .text("Reference", posting.reference())
                .text("SourceID", posting.sourceId())
                .text("SourceType", posting.sourceType())
                .array("JournalLines");
        for (int line = 0; line < posting.lines().size(); line++) {
            line(index, line, posting.lines().get(line), json);
        }
        json.end().close();
    }

    private void line(int index, int line, Posting.Line what, Json json) {
        Chart.Role role = chart.role(what.account());
        json.open();
        if (index % ONE_WITHOUT_ID_IN != ONE_WITHOUT_ID_IN - 1) {
            json.text("JournalLineID", Numbers.uuid(index, line, "-4000-a000-", index * 8L + line));
        }
        json.text("AccountID", chart.id(what.account()))
                .text("AccountCode", chart.code(what.account()))
                .text("AccountType", role.type())
                .text("AccountName", role.name())
                .text("Description", what.description())
                .money("NetAmount", what.net())
                .money("GrossAmount", what.net() + what.tax())
                .money("TaxAmount", what.tax());
        if (!what.taxType().isEmpty()) {
            json.text("TaxType", what.taxType()).text("TaxName", TaxRates.name(what.taxType()));
        }
        json.none("TrackingCategories").close();
    }
}
