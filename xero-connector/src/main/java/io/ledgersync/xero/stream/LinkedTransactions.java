package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.DocumentLink;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** Costs that are charged on to customers; the list has pages of a fixed size and no change filter. */
final class LinkedTransactions {
    static final XeroList LIST = XeroList.of(
                    "LinkedTransactions", XeroList.Order.BY_PAGE, LedgerKind.DOCUMENT_LINK, LinkedTransactions::read)
            .inPagesOf(100);

    private LinkedTransactions() {}

    private static DocumentLink read(Fields link) {
        return new DocumentLink(
                link.text("SourceTransactionID"),
                link.text("SourceLineItemID"),
                link.text("TargetTransactionID"),
                link.text("TargetLineItemID"),
                link.text("ContactID"),
                link.text("Type"),
                link.text("Status"));
    }
}
