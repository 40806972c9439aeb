package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Account;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;
import java.util.Set;

/** The chart of accounts; nobody says whether a deleted one stays in the list, so that only the whole list is sure. */
final class Accounts {
    static final XeroList LIST = XeroList.of("Accounts", XeroList.Order.WHOLE, LedgerKind.ACCOUNT, Accounts::read);

    private static final Set<String> CLASSES = Set.of("ASSET", "EQUITY", "EXPENSE", "LIABILITY", "REVENUE");

    private Accounts() {}

    private static Account read(Fields account) {
        String type = account.text("Type");
        return new Account(
                account.text("Code"),
                account.textOrEmpty("Name"),
                type == null ? "UNKNOWN" : type,
                Words.known(account, "Class", CLASSES),
                Words.status(account),
                account.text("CurrencyCode"),
                account.text("Description"),
                null);
    }
}
