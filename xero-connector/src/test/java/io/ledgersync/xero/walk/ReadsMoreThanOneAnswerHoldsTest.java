package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroCalls;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import io.ledgersync.xero.stream.Lists;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list without pages that is too large for one answer is read all the same, in windows of dates. */
class ReadsMoreThanOneAnswerHoldsTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.400Z");
    private static final Fault.Rejected TOO_LARGE = new Fault.Rejected(XeroList.TOO_LARGE, "no room");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final ChangingList list = new ChangingList(START, false, false);

    @RepeatedTest(5)
    void readsAllTransfersDeletedAndUndatedOnesToo() {
        fill(true);
        XeroStream transfers = new XeroStream(Lists.BANK_TRANSFERS);
        Copy copy = new Copy(transfers, list, random);

        Walk walk = copy.read(transfers.begin(null), books -> books.pass(Duration.ofMillis(350)));

        assertThat(copy.rows).as("seed %d", seed).isEqualTo(list.content());
        assertThat(walk.whole()).as("nothing falls outside").isTrue();
        assertThat(walk.severalPages()).as("what is missing is confirmed by id").isTrue();
        assertThat(copy.asked)
                .extracting(ReadsMoreThanOneAnswerHoldsTest::address)
                .allMatch(address -> address.contains("includeDeleted=true"));
        assertThat(copy.asked)
                .extracting(Question::key)
                .as("no window is taken for another")
                .doesNotHaveDuplicates();
    }

    @RepeatedTest(5)
    void readsAllBatchPaymentsWhileTheyChangeAndGetOtherDates() {
        fill(true);
        XeroStream batches = new XeroStream(Lists.BATCH_PAYMENTS);
        Copy copy = new Copy(batches, list, random);

        Walk last = copy.run(null, books -> {
            for (int edit = random.nextInt(8); edit > 0; edit--) {
                books.pass(Duration.ofMillis(random.nextInt(60)));
                books.put("row-%05d".formatted(random.nextInt(3_050)), books.now, date(true));
            }
            books.pass(Duration.ofMillis(350));
        });

        Instant lastBegan = Instant.parse(last.watermark()).plus(Duration.ofMinutes(5));
        assertThat(copy.rows).as("seed %d", seed).containsAllEntriesOf(list.contentOlderThan(lastBegan));
        list.pass(Duration.ofSeconds(2));
        copy.run(last.watermark(), Copy.QUIET);
        assertThat(copy.rows).as("seed %d, after a quiet increment", seed).isEqualTo(list.content());
    }

    @Test
    void endsInAGapWhereOneDayIsTooLarge() {
        list.room = 10;
        for (int row = 0; row < 11; row++) {
            list.put("row-" + row, START, LocalDate.of(2024, 2, 29));
        }
        Walk walk = new XeroStream(Lists.BANK_TRANSFERS).begin(null);
        for (int asked = 0; walk != null; asked++) {
            assertThat(asked).as("windows are not halved for ever").isLessThan(60);
            Question question = walk.ready().get(0);
            Fault.Rejected refusal = list.refusal(question);
            walk = refusal == null
                    ? walk.answered(question, list.answer(question)).walk()
                    : walk.rejected(question, refusal);
            assertThat(walk == null || !walk.done()).isTrue();
        }
    }

    @Test
    void endsInAGapAtOnceWhereTheFilterIsIgnored() {
        Walk walk = new XeroStream(Lists.BANK_TRANSFERS).begin(null);
        Walk windows = walk.rejected(walk.ready().get(0), TOO_LARGE);
        assertThat(windows).isNotNull();
        assertThat(windows.rejected(windows.ready().get(0), TOO_LARGE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Items", "Accounts", "Users", "Reports/TrialBalance"})
    void knowsNoOtherWayForRecordsWithoutADate(String path) {
        XeroList undated = Lists.all().stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
        Walk walk = InOneAnswer.since(undated, null, SeenRows.NONE);
        assertThat(walk.rejected(walk.ready().get(0), TOO_LARGE)).isNull();
    }

    private void fill(boolean undated) {
        list.room = 400;
        for (int row = 0; row < 3_000; row++) {
            Instant stamp = START.minusMillis(400_000L + random.nextInt(9_000_000));
            list.put("row-%05d".formatted(row), stamp, date(undated));
        }
    }

    private @Nullable LocalDate date(boolean undated) {
        if (undated && random.nextInt(60) == 0) {
            return null;
        }
        return random.nextInt(50) == 0
                ? LocalDate.of(1850 + random.nextInt(300), 1, 1)
                : LocalDate.of(2022, 1, 1).plusDays(random.nextInt(1_500));
    }

    private static String address(Question question) {
        return XeroCalls.of((XeroQuestion) question, URI.create("https://xero.example"), "tenant")
                .uri()
                .toString();
    }
}
