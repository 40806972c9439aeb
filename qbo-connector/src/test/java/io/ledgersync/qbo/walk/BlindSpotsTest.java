package io.ledgersync.qbo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the change call may not show is found all the same. */
class BlindSpotsTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Consumer<ChangingCompany> QUIET = company -> company.now = company.now.plusMillis(400);

    private final ChangingCompany company = new ChangingCompany(START, new Random(5));

    @ParameterizedTest
    @ValueSource(ints = {30, 2_300})
    void findsEditsAndDeletionsThatTheChangeCallLeavesOut(int rows) {
        QboList[] lists = {Lists.CREDIT_CARD_PAYMENT, Lists.BUDGET, Lists.COMPANY_INFO, Lists.INVOICE};
        company.unchanging = Set.of(Lists.CREDIT_CARD_PAYMENT, Lists.BUDGET, Lists.COMPANY_INFO);
        fill(Lists.CREDIT_CARD_PAYMENT, rows);
        fill(Lists.BUDGET, 4);
        fill(Lists.COMPANY_INFO, 1);
        fill(Lists.INVOICE, 40);
        Engine engine = engine(lists);
        engine.run(QUIET);
        company.now = company.now.plus(Duration.ofHours(20));
        for (QboList list : lists) {
            company.edit(list, company.ids(list).get(0));
        }
        company.delete(
                Lists.CREDIT_CARD_PAYMENT,
                company.ids(Lists.CREDIT_CARD_PAYMENT).get(rows - 1));
        company.delete(Lists.BUDGET, company.ids(Lists.BUDGET).get(2));

        engine.run(QUIET);

        for (QboList list : lists) {
            assertThat(engine.different(list)).as(list.entity()).isEmpty();
        }
    }

    @Test
    void readsEverythingInAnIdleIncrementOfTwoCalls() {
        fill(Lists.CREDIT_CARD_PAYMENT, 30);
        fill(Lists.INVOICE, 2_500);
        Engine engine = engine(everything());
        engine.run(QUIET);
        int before = company.calls;
        engine.run(QUIET);
        assertThat(company.calls - before)
                .as("one change call, one batch of what is read whole")
                .isEqualTo(2);
    }

    @Test
    void readsAnEmptyCompany() {
        Engine engine = engine(everything());
        engine.run(QUIET);
        assertThat(company.calls).as("counts, pages, what is read whole").isLessThanOrEqualTo(4);
        engine.run(QUIET);
        assertThat(engine.published).isZero();
        String id = company.add(Lists.INVOICE, company.now);
        engine.run(QUIET);
        assertThat(engine.ledger.get(Lists.INVOICE)).containsOnlyKeys(id);
    }

    @Test
    void believesNoCountThatSaysThereIsNothing() {
        fill(Lists.INVOICE, 2_300);
        fill(Lists.VENDOR, 20);
        company.countsNothing = true;
        Engine engine = engine(Lists.INVOICE, Lists.VENDOR);
        engine.run(QUIET);
        assertThat(engine.different(Lists.INVOICE)).isEmpty();
        assertThat(engine.different(Lists.VENDOR)).isEmpty();
    }

    @Test
    void readsRecordsThatWereCreatedBefore1970() {
        for (int row = 0; row < 2_500; row++) {
            company.add(Lists.INVOICE, Instant.parse("1960-01-01T00:00:00Z").plus(Duration.ofHours(row * 40L)));
        }
        Engine engine = engine(Lists.INVOICE);
        engine.run(QUIET);
        assertThat(engine.different(Lists.INVOICE)).isEmpty();
    }

    /** What the change call says of the one that is merged away is not sure. */
    @Test
    void forgetsAPartyThatWasMergedAway() {
        fill(Lists.VENDOR, 60);
        Engine engine = engine(Lists.VENDOR);
        engine.run(QUIET);
        company.now = company.now.plus(Duration.ofHours(20));
        String told = company.ids(Lists.VENDOR).get(7);
        String untold = company.ids(Lists.VENDOR).get(8);
        company.delete(Lists.VENDOR, told);
        company.vanish(Lists.VENDOR, untold);

        engine.run(QUIET);

        assertThat(engine.ledger.get(Lists.VENDOR)).doesNotContainKey(told).containsKey(untold);
        engine.watermarks.replaceAll((list, watermark) -> "none that can be read");
        engine.run(QUIET);
        assertThat(engine.different(Lists.VENDOR))
                .as("what no change tells, the next reading of everything does")
                .isEmpty();
    }

    @Test
    void asksByIdForWhatIsSaidToBeDeletedButHasABody() {
        fill(Lists.INVOICE, 60);
        Engine engine = engine(Lists.INVOICE);
        engine.run(QUIET);
        company.now = company.now.plus(Duration.ofHours(20));
        String there = company.ids(Lists.INVOICE).get(7);
        String gone = company.ids(Lists.INVOICE).get(8);
        company.saidDeleted = Set.of(there, gone);
        company.edit(Lists.INVOICE, there);
        company.delete(Lists.INVOICE, gone);

        engine.run(QUIET);

        assertThat(engine.different(Lists.INVOICE)).isEmpty();
        assertThat(Instant.parse(engine.watermarks.get(Lists.INVOICE))).isAfter(START);
    }

    @Test
    void asksForItAgainAndForNothingElseWhereItIsInterruptedMeanwhile() {
        fill(Lists.INVOICE, 2_500);
        Engine engine = engine(Lists.INVOICE);
        engine.run(QUIET);
        company.now = company.now.plus(Duration.ofHours(20));
        String gone = company.ids(Lists.INVOICE).get(8);
        company.saidDeleted = Set.of(gone);
        company.delete(Lists.INVOICE, gone);
        company.now = company.now.plus(Duration.ofMinutes(1));
        int before = company.calls;
        boolean[] interrupted = {false};

        engine.run(changing -> {
            QUIET.accept(changing);
            if (!interrupted[0]) {
                interrupted[0] = true;
                engine.interrupt();
            }
        });

        assertThat(engine.different(Lists.INVOICE)).isEmpty();
        assertThat(company.calls - before)
                .as("changes; the same again, and by id what they name; the sweep's changes")
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesNothingHoweverABatchIsCapped(boolean each) {
        QboList[] lists = {
            Lists.CUSTOMER, Lists.VENDOR, Lists.INVOICE, Lists.PAYMENT, Lists.CREDIT_CARD_PAYMENT, Lists.BUDGET
        };
        company.itemsCappedEach = each;
        for (QboList list : lists) {
            fill(list, 240);
        }
        fill(Lists.BUDGET, 700);
        fill(Lists.CREDIT_CARD_PAYMENT, 740);
        Engine engine = engine(lists);
        int[] answers = {0};
        engine.run(changing -> {
            QUIET.accept(changing);
            if (answers[0]++ == 0) {
                fill(Lists.CUSTOMER, 500);
            }
        });
        engine.run(QUIET);
        for (QboList list : lists) {
            assertThat(engine.different(list)).as(list.entity()).isEmpty();
        }
    }

    private void fill(QboList list, int rows) {
        for (int row = 0; row < rows; row++) {
            company.add(list, company.now.minusSeconds(1_000 + row));
        }
    }

    private Engine engine(QboList... lists) {
        return new Engine(company, new Random(5), false, lists);
    }

    private static QboList[] everything() {
        return Lists.all().stream()
                .filter(list -> list.content() != QboList.Content.REPORT)
                .toArray(QboList[]::new);
    }
}
