package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.ReferenceData;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Codes of tax, which lines name; each stands for rates. */
final class TaxCodes {
    static final QboList LIST =
            QboList.of("TaxCode", QboList.Content.WHOLE_NAMES, LedgerKind.REFERENCE_DATA, TaxCodes::read);

    private TaxCodes() {}

    private static ReferenceData read(Fields code) {
        return References.named(code, "Name");
    }
}
