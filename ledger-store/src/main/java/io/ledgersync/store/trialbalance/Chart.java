package io.ledgersync.store.trialbalance;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client's chart of accounts. */
public final class Chart {

    private static final LedgerAccount UNATTRIBUTED =
            new LedgerAccount(null, null, "Not attributable to an account", "UNKNOWN", "UNKNOWN", null, null);

    private final Map<String, LedgerAccount> byId = new LinkedHashMap<>();

    public Chart(Collection<LedgerAccount> accounts) {
        for (LedgerAccount account : accounts) {
            if (account.id() != null) {
                byId.put(account.id(), account);
            }
        }
    }

    /** The account of an id; one that the chart does not have is shown under its id. */
    LedgerAccount account(@Nullable String id) {
        if (id == null) {
            return UNATTRIBUTED;
        }
        LedgerAccount known = byId.get(id);
        return known == null ? new LedgerAccount(id, null, id, "UNKNOWN", "UNKNOWN", null, null) : known;
    }

    /** Where the earnings of earlier years stand; empty when the chart has no such account. */
    Optional<String> retainedEarnings() {
        return idOf(account -> account.isFor("RetainedEarnings"));
    }

    /** The id of the account with this task. */
    public Optional<String> withRole(String role) {
        return idOf(account -> account.isFor(role));
    }

    /** The id of the account of this type, the one in this currency where there are several. */
    public Optional<String> ofType(String type, @Nullable String currency) {
        return idOf(account -> account.type().equals(type) && (currency == null || currency.equals(account.currency())))
                .or(() -> idOf(account -> account.type().equals(type)));
    }

    /** The id of the account with this name. */
    public Optional<String> named(String name) {
        return idOf(account -> account.name().equalsIgnoreCase(name));
    }

    private Optional<String> idOf(Predicate<LedgerAccount> wanted) {
        return byId.values().stream().filter(wanted).findFirst().map(LedgerAccount::id);
    }
}
