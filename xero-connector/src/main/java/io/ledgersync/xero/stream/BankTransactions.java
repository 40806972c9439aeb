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
        String prepayment = transaction.text("PrepaymentID");
        return BankTransaction.newBuilder()
                .setDirection(Words.flow(type))
                .setType(type.isEmpty() ? "UNKNOWN" : type)
                .setStatus(Words.known(transaction, "Status", Words.POSTED_STATES))
                .setBankAccountId(transaction.object("BankAccount").text("AccountID"))
                .setContactId(contact.text("ContactID"))
                .setContactName(contact.text("Name"))
                .setDate(XeroDates.date(transaction, "Date"))
                .setCurrency(transaction.text("CurrencyCode"))
                .setExchangeRate(Rates.of(transaction))
                .setSubTotal(transaction.amount("SubTotal"))
                .setTotalTax(transaction.amount("TotalTax"))
                .setTotal(transaction.amount("Total"))
                .setReference(transaction.text("Reference"))
                .setLines(Lines.of(transaction))
                .setAmountsIncludeTax(Taxes.included(transaction))
                .setTaxes(Taxes.of(transaction))
                .setCreditId(prepayment == null ? transaction.text("OverpaymentID") : prepayment)
                .build();
    }
}
