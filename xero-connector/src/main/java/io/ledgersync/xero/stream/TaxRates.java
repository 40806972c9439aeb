package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.TaxComponent;
import io.ledgersync.contract.ledger.TaxRate;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;
import java.util.List;
import java.util.Set;

/** Rates of tax, which lines name by their type. */
final class TaxRates {
    static final XeroList LIST = XeroList.of("TaxRates", XeroList.Order.WHOLE, LedgerKind.TAX_RATE, TaxRates::read)
            .named("TaxRates", "TaxRate", "TaxType")
            .stamped("");

    private static final Set<String> STATES = Set.of("ACTIVE", "PENDING", "ARCHIVED", "DELETED");

    private TaxRates() {}

    private static TaxRate read(Fields rate) {
        List<TaxComponent> components = rate.list("TaxComponents").stream()
                .map(part -> new TaxComponent(part.text("Name"), part.amount("Rate"), part.flag("IsCompound")))
                .toList();
        return new TaxRate(
                rate.id(),
                rate.textOrEmpty("Name"),
                Words.known(rate, "Status", STATES),
                rate.amount("EffectiveRate"),
                null,
                components);
    }
}
