package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Transfer;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;

/**
 * Transfers between the client's bank accounts, deleted ones too; they have no stamp of a change, so that only the
 * whole list is sure.
 */
final class BankTransfers {
    static final XeroList LIST = XeroList.of(
                    "BankTransfers", XeroList.Order.WHOLE, LedgerKind.TRANSFER, BankTransfers::read)
            .stamped("")
            .with("includeDeleted=true")
            .dated(XeroList.Dating.BY_WHERE);

    private BankTransfers() {}

    private static Transfer read(Fields transfer) {
        String status = transfer.text("Status");
        return new Transfer(
                // Before 2026 there was no status, and only transfers that stand were listed.
                status == null ? "AUTHORISED" : Words.known(transfer, "Status", Words.POSTED_STATES),
                XeroDates.date(transfer, "Date"),
                transfer.amount("Amount"),
                transfer.object("FromBankAccount").text("CurrencyCode"),
                Rates.of(transfer),
                transfer.object("FromBankAccount").text("AccountID"),
                transfer.object("ToBankAccount").text("AccountID"),
                transfer.text("Reference"),
                null);
    }
}
