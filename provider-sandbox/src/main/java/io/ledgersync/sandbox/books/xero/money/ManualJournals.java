package io.ledgersync.sandbox.books.xero.money;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import io.ledgersync.sandbox.books.xero.kind.Posting;
import java.time.Instant;

/** What a bookkeeper enters by hand: a debit and a credit; the newest are drafts or archived ones. */
public final class ManualJournals extends Kind implements Posting.Source {
    private static final int ONE_DRAFT_IN = 20;

    public ManualJournals(Book book) {
        super(book, "ManualJournal");
        if (size() > 0 && !book.chart().has(Chart.FEWEST - 1)) {
            throw new IllegalArgumentException(
                    "books with a ManualJournal need at least " + Chart.FEWEST + " of Account");
        }
    }

    private int account(int index, int line) {
        return book.chart().forLine(numbers.bits(index, 40 + line));
    }

    @Override
    public int posted() {
        return size() - size() / ONE_DRAFT_IN;
    }

    @Override
    public long made(int index) {
        return created(index).toEpochMilli();
    }

    @Override
    public Posting posting(int index) {
        long cents = numbers.cents(index, 1);
        return new Posting(id(index), "MANJOURNAL", day(index), "")
                .line(account(index, 0), "By hand", cents, 0, "NONE")
                .line(account(index, 1), "By hand", -cents, 0, "NONE");
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        json.day("Date", day(index))
                .text("Status", index < posted() ? "POSTED" : index % 2 == 0 ? "DRAFT" : "ARCHIVED")
                .text("LineAmountTypes", "NoTax")
                .updated(made)
                .text("ManualJournalID", id(index))
                .text("Narration", "Adjustment " + index)
                .array("JournalLines");
        for (int line = 0; line < 2; line++) {
            int account = account(index, line);
            json.open()
                    .money("LineAmount", (line == 0 ? 1 : -1) * numbers.cents(index, 1))
                    .text("AccountCode", book.chart().code(account))
                    .text("AccountID", book.chart().id(account))
                    .text("Description", "By hand")
                    .text("TaxType", "NONE")
                    .none("Tracking")
                    .money("TaxAmount", 0)
                    .flag("IsBlank", false)
                    .close();
        }
        json.end().flag("ShowOnCashBasisReports", true).flag("HasAttachments", false);
    }
}
