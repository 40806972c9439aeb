package io.ledgersync.orchestrator.month;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.orchestrator.run.Provider;
import org.junit.jupiter.api.Test;

/** Nobody knows whether Intuit meters calls or the questions in them. */
class MonthlyBudgetTest {
    private final MonthlyBudget budget = new MonthlyBudget(1_000, 5_000);

    @Test
    void warnsOfWhatIntuitMayHaveMeteredAndSaysWhatItHasForCertain() {
        Used used = new Used(90, 810, 4_000);

        assertThat(budget.percent(Provider.QBO, used)).isEqualTo(9);
        assertThat(budget.percentAtMost(Provider.QBO, used)).isEqualTo(81);
    }

    @Test
    void stopsOnlyWhereTheMonthIsUsedUpHoweverIntuitCounts() {
        assertThat(budget.spent(Provider.QBO, new Used(999, 9_000, 0))).isFalse();
        assertThat(budget.spent(Provider.QBO, new Used(1_000, 1_000, 0))).isTrue();
    }

    @Test
    void countsXerosBytesInOneWay() {
        Used used = new Used(90, 90, 4_000);

        assertThat(budget.percent(Provider.XERO, used)).isEqualTo(80);
        assertThat(budget.percentAtMost(Provider.XERO, used)).isEqualTo(80);
        assertThat(budget.spent(Provider.XERO, new Used(0, 0, 9_000))).isFalse();
    }

    @Test
    void knowsNoPercentageWithoutALimit() {
        assertThat(new MonthlyBudget(0, 0).percentAtMost(Provider.QBO, new Used(9, 9, 9)))
                .isZero();
    }
}
