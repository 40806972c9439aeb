package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;
import java.math.BigDecimal;

/** The general ledger's postings; a journal is never changed: what corrects one is another. */
final class Journals {
    static final XeroList LIST = XeroList.of("Journals", XeroList.Order.BY_NUMBER, LedgerKind.JOURNAL, Journals::read)
            .stamped("CreatedDateUTC");

    private Journals() {}

    private static Journal read(Fields journal) {
        BigDecimal number = journal.decimal("JournalNumber");
        if (number == null
                || number.signum() <= 0
                || number.stripTrailingZeros().scale() > 0) {
            throw journal.unreadable("JournalNumber", "a whole number above 0");
        }
        return Journal.newBuilder()
                .setNumber(number.toBigIntegerExact().toString())
                .setStatus("POSTED")
                .setDate(XeroDates.date(journal, "JournalDate"))
                .setReference(journal.text("Reference"))
                .setDocumentType(journal.text("SourceType"))
                .setDocumentId(journal.text("SourceID"))
                .setLines(journal.list("JournalLines").stream()
                        .map(line -> Postings.line(line, "NetAmount", "TrackingCategories"))
                        .toList())
                .build();
    }
}
