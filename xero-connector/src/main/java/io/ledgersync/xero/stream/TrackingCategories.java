package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Dimension;
import io.ledgersync.contract.ledger.DimensionOption;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;
import java.util.List;

/** The client's own dimensions with their values, archived ones too. */
final class TrackingCategories {
    static final XeroList LIST = XeroList.of(
                    "TrackingCategories", XeroList.Order.WHOLE, LedgerKind.DIMENSION, TrackingCategories::read)
            .named("TrackingCategories", "TrackingCategory", "TrackingCategoryID")
            .stamped("")
            .with("includeArchived=true");

    private TrackingCategories() {}

    private static Dimension read(Fields category) {
        List<DimensionOption> options = category.list("Options").stream()
                .map(option -> new DimensionOption(
                        option.text("TrackingOptionID"), option.textOrEmpty("Name"), Words.status(option)))
                .toList();
        return new Dimension(category.textOrEmpty("Name"), Words.status(category), null, options);
    }
}
