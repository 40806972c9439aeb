package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Account;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;
import java.util.Locale;
import java.util.Set;

/** The chart of accounts. */
final class Accounts {
    static final QboList LIST = QboList.of("Account", QboList.Content.NAMES, LedgerKind.ACCOUNT, Accounts::read);

    private static final Set<String> CLASSES = Set.of("ASSET", "EQUITY", "EXPENSE", "LIABILITY", "REVENUE");

    private Accounts() {}

    private static Account read(Fields account) {
        String type = account.text("AccountType");
        String classification = account.textOrEmpty("Classification").toUpperCase(Locale.ROOT);
        return new Account(
                account.text("AcctNum"),
                account.textOrEmpty("Name"),
                type == null ? "UNKNOWN" : type,
                CLASSES.contains(classification) ? classification : "UNKNOWN",
                References.active(account),
                References.currency(account),
                account.text("Description"),
                References.id(account, "ParentRef"));
    }
}
