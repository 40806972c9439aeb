package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.TaxRate;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;
import java.util.List;

/** Rates of tax. */
final class TaxRates {
    static final QboList LIST = QboList.of("TaxRate", QboList.Content.WHOLE_NAMES, LedgerKind.TAX_RATE, TaxRates::read);

    private TaxRates() {}

    private static TaxRate read(Fields rate) {
        return new TaxRate(
                null,
                rate.textOrEmpty("Name"),
                References.active(rate),
                rate.amount("RateValue"),
                References.id(rate, "AgencyRef"),
                List.of());
    }
}
