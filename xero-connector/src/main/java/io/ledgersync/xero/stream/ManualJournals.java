package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.JournalLine;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;
import java.util.List;
import java.util.Set;

/** Journals that somebody wrote by hand; those that are posted stand among the journals too. */
final class ManualJournals {
    static final XeroList LIST =
            XeroList.of("ManualJournals", XeroList.Order.BY_CHANGE_ALONE, LedgerKind.JOURNAL, ManualJournals::read);

    private static final Set<String> STATES = Set.of("DRAFT", "POSTED", "VOIDED", "DELETED", "ARCHIVED");

    private ManualJournals() {}

    private static Journal read(Fields journal) {
        List<JournalLine> lines = journal.list("JournalLines").stream()
                .filter(line -> !Boolean.TRUE.equals(line.flag("IsBlank")))
                .map(line -> Postings.line(line, "LineAmount", "Tracking"))
                .toList();
        return Journal.newBuilder()
                .setStatus(Words.known(journal, "Status", STATES))
                .setDate(XeroDates.date(journal, "Date"))
                .setMemo(journal.text("Narration"))
                .setLines(lines)
                .setAmountsIncludeTax(Taxes.included(journal))
                .build();
    }
}
