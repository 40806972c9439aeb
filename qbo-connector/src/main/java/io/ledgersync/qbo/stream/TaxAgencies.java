package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.ReferenceData;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Whom tax is paid to. */
final class TaxAgencies {
    static final QboList LIST =
            QboList.of("TaxAgency", QboList.Content.WHOLE, LedgerKind.REFERENCE_DATA, TaxAgencies::read);

    private TaxAgencies() {}

    private static ReferenceData read(Fields agency) {
        return References.named(agency, "DisplayName");
    }
}
