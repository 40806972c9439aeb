package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.ReferenceData;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** How the company has set QuickBooks up, its home currency among it. */
final class Preferences {
    static final QboList LIST =
            QboList.of("Preferences", QboList.Content.WHOLE, LedgerKind.REFERENCE_DATA, Preferences::read);

    private Preferences() {}

    private static ReferenceData read(Fields preferences) {
        String currency =
                preferences.object("CurrencyPrefs").object("HomeCurrency").text("value");
        return new ReferenceData("Preferences", currency, "ACTIVE", null);
    }
}
