package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;

/** Money spent and received without an invoice. */
final class BankTransactions {
    static final XeroList LIST = XeroList.of(
                    "BankTransactions", XeroList.Order.BY_CHANGE, LedgerKind.BANK_TRANSACTION, BankTransactions::read)
            .with("unitdp=4");

    private BankTransactions() {}

    private static BankTransaction read(Fields transaction) {
        Fields contact = transaction.object("Contact");
        String type = transaction.textOrEmpty("Type");
        return new BankTransaction(
                Words.flow(type),
                type.isEmpty() ? "UNKNOWN" : type,
                Words.known(transaction, "Status", Words.POSTED_STATES),
                transaction.object("BankAccount").text("AccountID"),
                contact.text("ContactID"),
                contact.text("Name"),
                XeroDates.date(transaction, "Date"),
                transaction.text("CurrencyCode"),
                transaction.amount("CurrencyRate"),
                transaction.amount("SubTotal"),
                transaction.amount("TotalTax"),
                transaction.amount("Total"),
                transaction.text("Reference"),
                Lines.of(transaction));
    }
}
