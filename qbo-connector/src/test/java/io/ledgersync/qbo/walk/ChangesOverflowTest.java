package io.ledgersync.qbo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.qbo.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is not sure of the change call: whether a thousand objects are for all lists or for each, which come first, and
 * whether the moment asked for is among it. However it is, nothing is lost at the edge.
 */
class ChangesOverflowTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Consumer<ChangingCompany> QUIET = company -> company.now = company.now.plusMillis(400);
    private static final int DELETED = 10;

    static Stream<Arguments> habits() {
        List<Arguments> all = new ArrayList<>();
        for (int habits = 0; habits < 8; habits++) {
            for (int changes : new int[] {999, 1_000, 1_001}) {
                all.add(Arguments.of((habits & 1) > 0, (habits & 2) > 0, (habits & 4) > 0, changes));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "capped each {0}, inclusive {1}, descending {2}, {3} changes")
    @MethodSource("habits")
    void losesNoChangeOfAListThatOverflowsAlone(boolean each, boolean inclusive, boolean descending, int changes) {
        ChangingCompany company = company(2_600, each, inclusive, descending);
        Engine engine = new Engine(company, new Random(5), false, Lists.INVOICE, Lists.VENDOR);
        engine.run(QUIET);
        company.now = company.now.plus(Duration.ofHours(20));
        List<String> ids = company.ids(Lists.INVOICE);
        for (int change = 0; change < changes; change++) {
            company.now = company.now.plusMillis(30);
            if (change < DELETED) {
                company.delete(Lists.INVOICE, ids.get(change));
            } else {
                company.edit(Lists.INVOICE, ids.get(change));
            }
        }

        engine.run(QUIET);

        assertThat(engine.different(Lists.INVOICE)).isEmpty();
        assertThat(engine.seenWhole.containsKey(Lists.INVOICE)).isEqualTo(changes >= 1_000);
        assertThat(engine.seenWhole).doesNotContainKey(Lists.VENDOR);
    }

    @ParameterizedTest(name = "capped each {0}, inclusive {1}, descending {2}, {3} changes")
    @MethodSource("habits")
    void losesNoChangeOfListsThatOverflowTogether(boolean each, boolean inclusive, boolean descending, int changes) {
        ChangingCompany company = company(1_200, each, inclusive, descending);
        Engine engine = new Engine(company, new Random(5), false, Lists.INVOICE, Lists.PAYMENT, Lists.VENDOR);
        List<String> payments = new ArrayList<>();
        for (int row = 0; row < 500; row++) {
            payments.add(company.add(Lists.PAYMENT, START.minusSeconds(row)));
        }
        engine.run(QUIET);
        company.now = company.now.plus(Duration.ofHours(20));
        payments.subList(0, 490).forEach(id -> company.edit(Lists.PAYMENT, id));
        payments.subList(490, 500).forEach(id -> company.delete(Lists.PAYMENT, id));
        company.ids(Lists.INVOICE).subList(0, changes - 500).forEach(id -> company.edit(Lists.INVOICE, id));

        engine.run(QUIET);

        assertThat(engine.different(Lists.INVOICE)).isEmpty();
        assertThat(engine.different(Lists.PAYMENT)).isEmpty();
        assertThat(engine.seenWhole).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsWhatIsChangedInTheVerySecondInWhichAReadingBegan(boolean inclusive) {
        ChangingCompany company = company(1_200, false, inclusive, false);
        Random random = new Random(5);
        Engine engine = new Engine(company, random, false, Lists.INVOICE);
        engine.run(changing -> {
            List<String> ids = changing.ids(Lists.INVOICE);
            changing.edit(Lists.INVOICE, ids.get(random.nextInt(ids.size())));
            changing.delete(Lists.INVOICE, ids.get(0));
        });
        assertThat(company.now).as("all of it in one second").isEqualTo(START);

        engine.run(changing -> {});

        assertThat(engine.different(Lists.INVOICE)).isEmpty();
    }

    private static ChangingCompany company(int invoices, boolean each, boolean inclusive, boolean descending) {
        ChangingCompany company = new ChangingCompany(START, new Random(5));
        company.changesCappedEach = each;
        company.changesInclusive = inclusive;
        company.changesDescending = descending;
        for (int row = 0; row < invoices; row++) {
            company.add(Lists.INVOICE, START.minusSeconds(1_000 + row));
        }
        for (int row = 0; row < 50; row++) {
            company.add(Lists.VENDOR, START.minusSeconds(1_000 + row));
        }
        return company;
    }
}
