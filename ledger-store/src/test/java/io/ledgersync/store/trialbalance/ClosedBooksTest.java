package io.ledgersync.store.trialbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedBooksTest {

    private static final LocalDate START = LocalDate.of(2025, 7, 1);
    private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);
    private static final LedgerAccount BANK = account("bank", "ASSET", null);
    private static final LedgerAccount SALES = account("sales", "REVENUE", null);
    private static final LedgerAccount EARNINGS = account("earnings", "EQUITY", "RETAINEDEARNINGS");

    @Test
    void earlierYearsIncomeIsRetainedEarningsAndLaterPostingsDoNotCountYet() {
        Postings postings = new Postings(START, AS_OF);
        post(postings, START.minusDays(1), "100.10");
        post(postings, START, "20");
        post(postings, AS_OF, "3");
        post(postings, AS_OF.plusDays(1), "4000");

        ClosedBooks books = ClosedBooks.of(postings, new Chart(List.of(BANK, SALES, EARNINGS)));

        assertThat(books.balances())
                .containsExactlyInAnyOrder(
                        new Balance(BANK, new BigDecimal("123.10")),
                        new Balance(SALES, new BigDecimal("-23")),
                        new Balance(EARNINGS, new BigDecimal("-100.10")));
    }

    @Test
    void aYearBeginsTheDayAfterTheLastOneEnded() {
        assertThat(ClosedBooks.yearStart(LocalDate.of(2026, 6, 30), 6, 30)).isEqualTo("2025-07-01");
        assertThat(ClosedBooks.yearStart(LocalDate.of(2026, 7, 1), 6, 30)).isEqualTo("2026-07-01");
        assertThat(ClosedBooks.yearStart(LocalDate.of(2024, 2, 29), 2, 28)).isEqualTo("2023-03-01");
        assertThat(ClosedBooks.yearStart(LocalDate.of(1969, 4, 5), 4, 5)).isEqualTo("1968-04-06");
        assertThat(ClosedBooks.yearStart(LocalDate.of(2026, 5, 5), null, null)).isEqualTo("2026-01-01");
    }

    @Test
    void aProofNamesEveryAccountThatDiffersAndNoOther() {
        Postings postings = new Postings(START, AS_OF);
        post(postings, START, "20");
        ClosedBooks books = ClosedBooks.of(postings, new Chart(List.of(BANK, SALES)));

        Proof agreed = Proof.of(books, List.of(row("bank", "20.00"), row("sales", "-20.0")));
        Proof differs = Proof.of(books, List.of(row("bank", "20"), row("sales", "-19"), row("other", "-1")));
        Proof byName = Proof.of(
                books,
                List.of(
                        new Proof.Reported(null, "bank", new BigDecimal("20")),
                        new Proof.Reported(null, "sales", new BigDecimal("-20"))));

        assertThat(agreed.agrees()).isTrue();
        assertThat(byName.agrees()).isTrue();
        assertThat(differs.differences())
                .extracting(Proof.Difference::accountId)
                .containsExactlyInAnyOrder("sales", "other");
        assertThat(differs.asOf()).isEqualTo(AS_OF);
    }

    private static Proof.Reported row(String account, String net) {
        return new Proof.Reported(account, account, new BigDecimal(net));
    }

    private static void post(Postings postings, LocalDate date, String amount) {
        postings.post(date, "bank", new BigDecimal(amount));
        postings.post(date, "sales", new BigDecimal(amount).negate());
    }

    private static LedgerAccount account(String id, String classification, String role) {
        return new LedgerAccount(id, null, id, "ANY", classification, null, role);
    }
}
