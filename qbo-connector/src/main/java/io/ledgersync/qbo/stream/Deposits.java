package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** Deposits into a bank account, of payments received before among other things. */
final class Deposits {
    static final QboList LIST =
            QboList.of("Deposit", QboList.Content.TRANSACTIONS, LedgerKind.BANK_TRANSACTION, Deposits::read);

    private Deposits() {}

    private static BankTransaction read(Fields transaction) {
        BankTransaction deposit = Documents.money("RECEIVE", "Deposit", transaction, "DepositToAccountRef", null);
        deposit.setAllocations(Lines.allocations(transaction));
        return deposit;
    }
}
