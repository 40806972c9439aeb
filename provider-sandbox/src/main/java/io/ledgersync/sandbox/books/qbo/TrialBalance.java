package io.ledgersync.sandbox.books.qbo;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Posting;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the accounts of a company have come to: all that was generated, less what of it was changed, and what that has
 * become.
 */
public final class TrialBalance {
    private final Organisation company;
    private final Entries entries;

    public TrialBalance(Organisation company) {
        this.company = company;
        this.entries = new Entries(company);
    }

    /** The movement of every account that has one, in cents, debit positive, from a day up to and with another. */
    public Map<String, Long> movement(LocalDate from, LocalDate to) {
        Map<String, Long> sums = new HashMap<>();
        for (String sourceType : company.sourceTypes()) {
            Shelf shelf = company.shelf(sourceType);
            generated(shelf, from, to, sums);
            for (Entry entry : shelf.changes()) {
                JsonNode document = entry.json();
                if (document != null && within(day(document), from, to)) {
                    entries.post(sourceType, document, (account, cents) -> sums.merge(account, cents, Long::sum));
                }
            }
        }
        sums.values().removeIf(cents -> cents == 0);
        return sums;
    }

    private static LocalDate day(JsonNode document) {
        String text = document.path("TxnDate").asString("");
        return text.isEmpty() ? LocalDate.MIN : LocalDate.parse(text);
    }

    private static void generated(Shelf shelf, LocalDate from, LocalDate to, Map<String, Long> sums) {
        if (!(shelf.base() instanceof Posting posting)) {
            return;
        }
        for (int index = 0; index < shelf.base().size(); index++) {
            LocalDate day = shelf.base().date(index);
            if (!shelf.moved(index) && day != null && within(day, from, to)) {
                posting.post(index, (account, cents) -> sums.merge(Chart.id(account), cents, Long::sum));
            }
        }
    }

    private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
