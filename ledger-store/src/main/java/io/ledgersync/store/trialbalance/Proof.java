package io.ledgersync.store.trialbalance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger's balances beside those of the provider's own report. */
public record Proof(LocalDate asOf, List<Difference> differences) {

    /** An account on which they differ; debit positive. */
    public record Difference(@Nullable String accountId, String accountName, BigDecimal ours, BigDecimal theirs) {}

    /**
     * A row of the report; debit positive.
     *
     * @param accountId null where the report names the account alone
     */
    public record Reported(@Nullable String accountId, String accountName, BigDecimal net) {}

    /** Compares account by account, by id, or by name where the report has no id. */
    public static Proof of(ClosedBooks ours, List<Reported> theirs) {
        Map<String, Difference> accounts = new LinkedHashMap<>();
        for (Balance balance : ours.balances()) {
            LedgerAccount account = balance.account();
            add(
                    accounts,
                    key(account.id(), account.name()),
                    account.id(),
                    account.name(),
                    balance.net(),
                    BigDecimal.ZERO);
        }
        Map<String, String> ids = new LinkedHashMap<>();
        ours.balances().forEach(balance -> {
            if (balance.account().id() != null) {
                ids.put(balance.account().name(), balance.account().id());
            }
        });
        for (Reported row : theirs) {
            String id = row.accountId() == null ? ids.get(row.accountName()) : row.accountId();
            add(accounts, key(id, row.accountName()), id, row.accountName(), BigDecimal.ZERO, row.net());
        }
        List<Difference> differences = new ArrayList<>();
        for (Difference account : accounts.values()) {
            if (account.ours().compareTo(account.theirs()) != 0) {
                differences.add(account);
            }
        }
        return new Proof(ours.asOf(), List.copyOf(differences));
    }

    private static String key(@Nullable String id, String name) {
        return id == null ? "name " + name : "id " + id;
    }

    private static void add(
            Map<String, Difference> accounts,
            String key,
            @Nullable String id,
            String name,
            BigDecimal ours,
            BigDecimal theirs) {
        accounts.merge(
                key,
                new Difference(id, name, ours, theirs),
                (one, other) -> new Difference(
                        one.accountId(),
                        one.accountName(),
                        one.ours().add(other.ours()),
                        one.theirs().add(other.theirs())));
    }

    public boolean agrees() {
        return differences.isEmpty();
    }
}
