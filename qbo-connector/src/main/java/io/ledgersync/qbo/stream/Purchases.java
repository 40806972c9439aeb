package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Money spent, and the refund of a card, which comes as a purchase too. */
final class Purchases {
    static final QboList LIST =
            QboList.of("Purchase", QboList.Content.TRANSACTIONS, LedgerKind.BANK_TRANSACTION, Purchases::read);

    private Purchases() {}

    private static BankTransaction read(Fields purchase) {
        String type = purchase.text("PaymentType");
        return Documents.money(
                Boolean.TRUE.equals(purchase.flag("Credit")) ? "RECEIVE" : "SPEND",
                type == null ? "UNKNOWN" : type,
                purchase,
                "AccountRef",
                null);
    }
}
