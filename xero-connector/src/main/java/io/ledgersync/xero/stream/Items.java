package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Item;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** What the client sells and buys; a deleted item just disappears, so that only the whole list shows it. */
final class Items {
    static final XeroList LIST = XeroList.of("Items", XeroList.Order.WHOLE, LedgerKind.ITEM, Items::read)
            .with("unitdp=4");

    private Items() {}

    private static Item read(Fields item) {
        String name = item.text("Name");
        Boolean stocked = item.flag("IsTrackedAsInventory");
        return new Item(
                item.text("Code"),
                name == null ? item.textOrEmpty("Code") : name,
                stocked == null ? null : stocked ? "Inventory" : "NonInventory",
                "ACTIVE",
                item.text("Description"),
                item.object("SalesDetails").amount("UnitPrice"),
                item.object("PurchaseDetails").amount("UnitPrice"));
    }
}
