package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.ReferenceData;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Terms of payment. */
final class Terms {
    static final QboList LIST = QboList.of("Term", QboList.Content.NAMES, LedgerKind.REFERENCE_DATA, Terms::read);

    private Terms() {}

    private static ReferenceData read(Fields term) {
        ReferenceData named = References.named(term, "Name");
        named.setDueDays(term.whole("DueDays"));
        return named;
    }
}
