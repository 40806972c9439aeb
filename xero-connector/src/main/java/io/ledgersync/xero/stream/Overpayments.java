package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** What was paid beyond an invoice. */
final class Overpayments {
    static final XeroList LIST = XeroList.of(
                    "Overpayments", XeroList.Order.BY_CHANGE_ALONE, LedgerKind.CREDIT, Overpayments::read)
            .with("unitdp=4");

    private Overpayments() {}

    private static Credit read(Fields overpayment) {
        return Credits.read("OVERPAYMENT", Credits.direction(overpayment), overpayment, "InvoiceNumber");
    }
}
