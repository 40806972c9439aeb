package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Item;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** What the client sells and buys. */
final class Items {
    static final QboList LIST = QboList.of("Item", QboList.Content.NAMES, LedgerKind.ITEM, Items::read);

    private Items() {}

    private static Item read(Fields item) {
        return new Item(
                item.text("Sku"),
                item.textOrEmpty("Name"),
                item.text("Type"),
                References.active(item),
                item.text("Description"),
                item.amount("UnitPrice"),
                item.amount("PurchaseCost"));
    }
}
