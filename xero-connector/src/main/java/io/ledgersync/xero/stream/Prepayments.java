package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** Payments in advance of an invoice. */
final class Prepayments {
    static final XeroList LIST = XeroList.of(
                    "Prepayments", XeroList.Order.BY_CHANGE_ALONE, LedgerKind.CREDIT, Prepayments::read)
            .with("unitdp=4");

    private Prepayments() {}

    private static Credit read(Fields prepayment) {
        return Credits.read("PREPAYMENT", Credits.direction(prepayment), prepayment, "InvoiceNumber");
    }
}
