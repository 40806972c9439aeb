package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Pen;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.lists.TaxRates;
import io.ledgersync.sandbox.books.xero.money.Journals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The journals, only ever added to: what a changed document said is taken back by one, what it says now is another. */
final class Ledger {
    private static final String JOURNAL = "Journal";

    private final Organisation books;
    private final Pen pen;
    private final Entries entries;

    Ledger(Organisation books, Chart chart) {
        this.books = books;
        this.pen = books.edits().pen();
        this.entries = new Entries(books, chart);
    }

    /** A document is no longer what it was; null where it was not there before. */
    void changed(String sourceType, @Nullable JsonNode before, JsonNode after) {
        List<Entries.Line> was = before == null ? List.of() : entries.of(sourceType, before);
        List<Entries.Line> is = entries.of(sourceType, after);
        if (books.has(JOURNAL) && !was.equals(is)) {
            if (before != null && !was.isEmpty()) {
                post(sourceType, before, was, -1);
            }
            if (!is.isEmpty()) {
                post(sourceType, after, is, 1);
            }
        }
    }

    private void post(String sourceType, JsonNode document, List<Entries.Line> lines, int sign) {
        int number = pen.number();
        Instant now = pen.now();
        // Journals of one moment are ordered by their ids, as by their numbers: all that are added share one series.
        String id = "eeeeeeee-0000-4000-8000-%012x".formatted(number);
        ObjectNode journal = Shelf.JSON
                .createObjectNode()
                .put("JournalID", id)
                .put("JournalDate", document.path("Date").asString(""))
                .put("JournalNumber", Journals.number(books.shelf(JOURNAL).count()) + 7)
                .put("CreatedDateUTC", Formats.xero(now))
                .put("Reference", document.path("Reference").asString(""))
                .put("SourceID", document.path(sourceType + "ID").asString(""))
                .put("SourceType", entries.journalType(sourceType, document));
        ArrayNode array = journal.putArray("JournalLines");
        for (int line = 0; line < lines.size(); line++) {
            line(array, "eeeeeeee-%04x-4000-a000-%012x".formatted(line, number), lines.get(line), sign);
        }
        pen.write(JOURNAL, new Entry(id, now, now, journal, -1));
    }

    private void line(ArrayNode lines, String id, Entries.Line what, int sign) {
        JsonNode account = books.shelf("Account").find(what.accountId());
        ObjectNode line = lines.addObject().put("JournalLineID", id).put("AccountID", what.accountId());
        if (account != null) {
            line.put("AccountCode", account.path("Code").asString(""))
                    .put("AccountType", account.path("Type").asString(""))
                    .put("AccountName", account.path("Name").asString(""));
        }
        line.put("Description", what.description())
                .put("NetAmount", amount(sign * what.net()))
                .put("GrossAmount", amount(sign * (what.net() + what.tax())))
                .put("TaxAmount", amount(sign * what.tax()));
        if (!what.taxType().isEmpty()) {
            line.put("TaxType", what.taxType()).put("TaxName", TaxRates.name(what.taxType()));
        }
        line.putArray("TrackingCategories");
    }

    private static BigDecimal amount(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
