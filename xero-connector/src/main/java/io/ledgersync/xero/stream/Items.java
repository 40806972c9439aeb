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
        Fields sales = item.object("SalesDetails");
        Fields purchases = item.object("PurchaseDetails");
        String costOfSales = purchases.text("COGSAccountCode");
        return Item.newBuilder()
                .setCode(item.text("Code"))
                .setName(name == null ? item.textOrEmpty("Code") : name)
                .setType(stocked == null ? null : stocked ? "Inventory" : "NonInventory")
                .setStatus("ACTIVE")
                .setDescription(item.text("Description"))
                .setSalesUnitPrice(sales.amount("UnitPrice"))
                .setPurchaseUnitPrice(purchases.amount("UnitPrice"))
                .setSalesAccountCode(sales.text("AccountCode"))
                .setPurchaseAccountCode(costOfSales == null ? purchases.text("AccountCode") : costOfSales)
                .setInventoryAccountCode(item.text("InventoryAssetAccountCode"))
                .build();
    }
}
