package io.ledgersync.store.balance;

import io.ledgersync.contract.Provider;
import io.ledgersync.store.trialbalance.ClosedBooks;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whose balances are worked out, and when its financial year ends. */
public record Organisation(
        String clientId,
        String organisationId,
        Provider provider,
        @Nullable String currency,
        @Nullable Integer yearEndMonth,
        @Nullable Integer yearEndDay) {

    LocalDate yearStart(LocalDate day) {
        return ClosedBooks.yearStart(day, yearEndMonth, yearEndDay);
    }
}
