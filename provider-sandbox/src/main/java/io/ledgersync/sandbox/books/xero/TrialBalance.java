package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.money.Journals;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the accounts of an organisation have come to, as its journals say. */
public final class TrialBalance {
    private static final long DAY = 86_400_000L;

    private final Organisation books;

    public TrialBalance(Organisation books) {
        this.books = books;
    }

    /** The net movement of every account that has one, in cents, debit positive, from a day up to and with another. */
    public Map<String, Long> movement(long fromDay, long toDay) {
        Map<String, Long> sums = new HashMap<>();
        if (!books.has("Journal")) {
            return sums;
        }
        Shelf journals = books.shelf("Journal");
        if (journals.base() instanceof Journals generated) {
            Shelf accounts = books.shelf("Account");
            long[] totals = generated.totals(accounts.base().size(), fromDay, toDay);
            for (int account = 0; account < totals.length; account++) {
                if (totals[account] != 0) {
                    sums.merge(accounts.base().id(account), totals[account], Long::sum);
                }
            }
        }
        for (Entry entry : journals.changes()) {
            JsonNode journal = entry.json();
            if (journal != null && day(journal) >= fromDay && day(journal) <= toDay) {
                for (JsonNode line : journal.path("JournalLines")) {
                    long net = line.path("NetAmount")
                            .decimalValue()
                            .movePointRight(2)
                            .longValueExact();
                    sums.merge(line.path("AccountID").asString(), net, Long::sum);
                }
            }
        }
        sums.values().removeIf(net -> net == 0);
        return sums;
    }

    private static long day(JsonNode journal) {
        String[] parts = journal.path("JournalDate").asString("").split("[(+]", -1);
        return parts.length < 2 ? 0 : Math.floorDiv(Long.parseLong(parts[1]), DAY);
    }
}
