package io.ledgersync.qbo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.Walk;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboPacking;
import io.ledgersync.qbo.stream.Lists;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Transactions of which no change call tells are compared with how they were, so that a report counts only where they
 * did not change behind it.
 */
class WholeTransactionsTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final QboList PAYMENTS = Lists.CREDIT_CARD_PAYMENT;
    /** More than one answer holds. */
    private static final int SEVERAL_PAGES = 2_300;

    private final ChangingCompany company = new ChangingCompany(START, new Random(3), ChangingCompany.Ties.UNSTABLE);
    private final QboStream stream = new QboStream(PAYMENTS, Clock.fixed(START, ZoneOffset.UTC));
    private final List<Row> published = new ArrayList<>();

    static Stream<Consumer<ChangingCompany>> changes() {
        return Stream.of(
                company -> company.add(PAYMENTS, company.now),
                company -> company.edit(PAYMENTS, company.ids(PAYMENTS).get(4)),
                company -> company.delete(PAYMENTS, company.ids(PAYMENTS).get(4)),
                company -> {
                    company.delete(PAYMENTS, company.ids(PAYMENTS).get(4));
                    company.add(PAYMENTS, company.now);
                },
                company -> company.ids(PAYMENTS).forEach(id -> company.delete(PAYMENTS, id)));
    }

    @Test
    void areReadWholeInEveryRunAndProveTheBooks() {
        assertThat(stream.alwaysWhole()).isTrue();
        assertThat(stream.proves()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, SEVERAL_PAGES})
    void areAsTheRunBeforeLeftThemInWhateverOrderTheyCome(int held) {
        fill(held);
        Walk first = read(stream.begin(null));
        assertThat(first.changed()).as("nothing is known of how they were").isTrue();

        published.clear();
        Walk next = read(stream.begin(first.watermark()));

        assertThat(next.changed()).isFalse();
        assertThat(next.whole()).isTrue();
        assertThat(published).hasSize(held);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void areNotAsTheRunBeforeLeftThemAfterAnyChange(Consumer<ChangingCompany> change) {
        fill(30);
        Walk before = read(stream.begin(null));

        change.accept(company);

        assertThat(read(stream.begin(before.watermark())).changed()).isTrue();
    }

    @Test
    void arePublishedOnceWhereASweepMeetsThemAsTheyWere() {
        fill(30);
        Walk pass = read(stream.begin(null));

        Walk sweep = read(stream.sweep(resumed(pass)));

        assertThat(sweep.changed()).isFalse();
        assertThat(sweep.whole()).as("what was read before is what is compared").isFalse();
        assertThat(published).hasSize(30);
        assertThat(sweep.watermark()).isEqualTo(pass.watermark());
    }

    @Test
    void areNotAskedForAThirdTimeWhereThereAreNone() {
        Walk pass = read(stream.begin(null));
        Walk first = stream.sweep(resumed(pass));
        assertThat(first.done()).as("the pass alone says little").isFalse();

        Walk second = stream.sweep(resumed(read(first)));

        assertThat(second.done()).isTrue();
        assertThat(second.changed()).isFalse();
        assertThat(resumed(second).done()).isTrue();
        assertThat(second.watermark()).isEqualTo(pass.watermark());
        company.add(PAYMENTS, company.now);
        assertThat(read(stream.begin(second.watermark())).changed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void areReadWholeAgainByTheSweepThatMeetsAChange(Consumer<ChangingCompany> change) {
        fill(30);
        Walk pass = read(stream.begin(null));
        change.accept(company);
        published.clear();

        Walk sweep = read(stream.sweep(pass));

        assertThat(sweep.changed()).isTrue();
        assertThat(sweep.whole()).isTrue();
        assertThat(published).hasSameSizeAs(company.ids(PAYMENTS));
        assertThat(read(stream.sweep(sweep)).changed()).isFalse();
    }

    @Test
    void areAsTheyWereWhereTheyFillSeveralPages() {
        fill(SEVERAL_PAGES);
        Walk pass = read(stream.begin(null));

        assertThat(read(stream.sweep(pass)).changed()).isFalse();

        company.delete(PAYMENTS, company.ids(PAYMENTS).get(4));
        assertThat(read(stream.sweep(pass)).changed()).isTrue();
    }

    @Test
    void areTakenForChangedWhereAnEarlierVersionSaysNotHowTheyWere() {
        fill(30);
        assertThat(read(stream.begin(START.toString())).changed()).isTrue();
    }

    private void fill(int rows) {
        for (int row = 0; row < rows; row++) {
            company.add(PAYMENTS, START.minusSeconds(1_000 + row / 3));
        }
    }

    private Walk read(Walk begun) {
        Walk walk = begun;
        while (!walk.done()) {
            Exchange exchange = QboPacking.pack(walk.ready()).get(0);
            List<Answer> answers = company.answer(exchange);
            for (int question = 0; question < answers.size(); question++) {
                Step step = walk.answered(exchange.questions().get(question), answers.get(question));
                published.addAll(step.publish());
                walk = step.walk();
            }
        }
        return walk;
    }

    private Walk resumed(Walk walk) {
        return stream.resume(JsonMapper.shared().readTree(walk.cursor().toString()));
    }
}
