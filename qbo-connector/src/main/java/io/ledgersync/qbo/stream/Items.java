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
        return Item.newBuilder()
                .setCode(item.text("Sku"))
                .setName(item.textOrEmpty("Name"))
                .setType(item.text("Type"))
                .setStatus(References.active(item))
                .setDescription(item.text("Description"))
                .setSalesUnitPrice(item.amount("UnitPrice"))
                .setPurchaseUnitPrice(item.amount("PurchaseCost"))
                .setSalesAccountId(References.id(item, "IncomeAccountRef"))
                .setPurchaseAccountId(References.id(item, "ExpenseAccountRef"))
                .setInventoryAccountId(References.id(item, "AssetAccountRef"))
                .build();
    }
}
