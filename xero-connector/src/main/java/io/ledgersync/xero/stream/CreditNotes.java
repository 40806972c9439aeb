package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** Credit notes, given and received. */
final class CreditNotes {
    static final XeroList LIST = XeroList.of(
                    "CreditNotes", XeroList.Order.BY_CHANGE, LedgerKind.CREDIT, CreditNotes::read)
            .with("unitdp=4");

    private CreditNotes() {}

    private static Credit read(Fields note) {
        return Credits.read("CREDIT_NOTE", Words.direction(note.textOrEmpty("Type")), note, "CreditNoteNumber");
    }
}
