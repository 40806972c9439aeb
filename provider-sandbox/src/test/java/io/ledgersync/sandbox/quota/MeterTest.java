package io.ledgersync.sandbox.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeterTest {
    /** An organisation whose minutes begin with the clock's. */
    private static final String ORGANISATION = "";

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static Meter meter(int perMinute, int perDay, int concurrent, int perSecond, int batchPerMinute) {
        return new Meter(new QuotaSpec(perMinute, perDay, concurrent, perSecond, batchPerMinute), ORGANISATION);
    }

    private static Meter.Verdict call(Meter meter, Instant at) {
        return call(meter, false, at, at);
    }

    private static Meter.Verdict call(Meter meter, boolean batch, Instant at, Instant until) {
        Meter.Verdict verdict = meter.arrive(batch, at);
        verdict.stay().lastsUntil(until);
        verdict.stay().answered();
        return verdict;
    }

    @Test
    void aDayEndsWhenItIsSaid() {
        Meter meter = meter(0, 1, 0, 0, 0);
        meter.dayEnds(NOON.plusSeconds(30));
        call(meter, NOON);

        assertThat(call(meter, NOON.plusSeconds(10)).retryAfterSeconds()).isEqualTo(20);
        assertThat(call(meter, NOON.plusSeconds(30)).refused()).isFalse();
        assertThat(call(meter, NOON.plusSeconds(31)).problem()).isEqualTo("day");
    }

    @Test
    void aCallIsInProgressUntilItIsAnsweredHoweverLongThatTakes() {
        Meter meter = meter(0, 0, 1, 0, 0);
        Meter.Verdict first = meter.arrive(false, NOON);
        assertThat(meter.arrive(false, NOON.plusSeconds(100)).problem()).isEqualTo("concurrent");
        first.stay().answered();
        assertThat(meter.arrive(false, NOON.plusSeconds(101)).refused()).isFalse();
        assertThat(meter.violations()).hasSize(1);
    }

    @Test
    void aCallWhoseCallerIsGoneIsInProgressForAsLongAsAnsweringTakes() {
        Meter meter = meter(0, 0, 1, 0, 0);
        call(meter, false, NOON, NOON.plusSeconds(10));
        assertThat(meter.arrive(false, NOON.plusSeconds(9)).problem()).isEqualTo("concurrent");
    }

    @Test
    void refusesTheCallAfterTheMinutesLastAndSaysWhenTheNextBegins() {
        Meter meter = meter(60, 0, 0, 0, 0);
        for (int i = 0; i < 60; i++) {
            Meter.Verdict verdict = call(meter, NOON.plusMillis(i * 100));
            assertThat(verdict.refused()).isFalse();
            assertThat(verdict.minuteRemaining()).isEqualTo(59 - i);
        }
        Meter.Verdict refused = call(meter, NOON.plusSeconds(20));
        assertThat(refused.problem()).isEqualTo("minute");
        assertThat(refused.retryAfterSeconds()).isEqualTo(40);
        assertThat(call(meter, NOON.plusSeconds(60)).refused()).isFalse();
        assertThat(meter.throttled()).isEqualTo(1);
    }

    @Test
    void judgesByAnySixtySecondsWhatTheFixedWindowAllows() {
        Meter meter = meter(60, 0, 0, 0, 0);
        for (int i = 0; i < 60; i++) {
            call(meter, NOON.plusSeconds(55));
        }
        assertThat(meter.violations()).isEmpty();
        assertThat(call(meter, NOON.plusSeconds(65)).refused()).isFalse();
        assertThat(meter.violations()).singleElement().asString().contains("any 60 s");
    }

    @Test
    void judgesByTheFixedWindowToo() {
        Meter meter = meter(60, 0, 0, 0, 0);
        meter.otherCalls(30, NOON);
        for (int i = 0; i < 31; i++) {
            call(meter, NOON.plusSeconds(1));
        }
        assertThat(meter.violations()).singleElement().asString().contains("fixed window");
    }

    @Test
    void aCallAnsweredWithinTheMinuteBeforeCountsNoMore() {
        Meter meter = meter(60, 0, 0, 0, 0);
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 60; i++) {
                assertThat(call(meter, NOON.plusSeconds(minute * 60L + i)).refused())
                        .isFalse();
            }
        }
        assertThat(meter.violations()).isEmpty();
    }

    @Test
    void refusesMoreCallsAtATimeThanAllowedUntilOneIsOver() {
        Meter meter = meter(0, 0, 5, 0, 0);
        for (int i = 0; i < 5; i++) {
            assertThat(call(meter, false, NOON, NOON.plusSeconds(10 + i)).refused())
                    .isFalse();
        }
        assertThat(call(meter, false, NOON.plusSeconds(9), NOON.plusSeconds(20)).problem())
                .isEqualTo("concurrent");
        assertThat(call(meter, false, NOON.plusSeconds(10), NOON.plusSeconds(20))
                        .refused())
                .isFalse();
        assertThat(meter.violations()).singleElement().asString().contains("concurrent");
    }

    @Test
    void refusesMoreInAnySecondAndMoreBatchesInAMinuteThanAllowed() {
        Meter meter = meter(500, 0, 0, 10, 40);
        for (int i = 0; i < 10; i++) {
            assertThat(call(meter, NOON.plusMillis(950)).refused()).isFalse();
        }
        assertThat(call(meter, NOON.plusMillis(1949)).problem()).isEqualTo("second");
        for (int i = 0; i < 40; i++) {
            assertThat(call(meter, true, NOON.plusMillis(4000 + i * 200L), NOON).refused())
                    .isFalse();
        }
        assertThat(call(meter, true, NOON.plusSeconds(30), NOON).problem()).isEqualTo("batch");
        assertThat(call(meter, false, NOON.plusSeconds(31), NOON).refused()).isFalse();
    }

    @Test
    void theDayEndsAndBeginsAnew() {
        Meter meter = meter(0, 3, 0, 0, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(call(meter, NOON.plusSeconds(i)).dayRemaining()).isEqualTo(2 - i);
        }
        Meter.Verdict refused = call(meter, NOON.plusSeconds(10));
        assertThat(refused.problem()).isEqualTo("day");
        Instant reset = NOON.plusSeconds(10 + refused.retryAfterSeconds());
        assertThat(call(meter, reset.minusSeconds(2)).refused()).isTrue();
        assertThat(call(meter, reset).refused()).isFalse();
    }

    @Test
    void daysBeginAtATimeOfEachOrganisationsOwn() {
        Set<Long> resets = new HashSet<>();
        for (String organisation : List.of("one", "two", "three")) {
            Meter meter = new Meter(new QuotaSpec(0, 1, 0, 0, 0), organisation);
            call(meter, NOON);
            resets.add(call(meter, NOON).retryAfterSeconds());
        }
        assertThat(resets).hasSize(3).doesNotContain(Duration.ofHours(12).toSeconds());
    }

    @Test
    void batchesOfAllAppsTogetherHaveALimitOfTheirOwn() {
        Meter meter = new Meter(new QuotaSpec(500, 0, 0, 0, 40, 120), ORGANISATION);
        meter.otherBatches(119, NOON);
        assertThat(call(meter, true, NOON, NOON).refused()).isFalse();
        assertThat(call(meter, true, NOON, NOON).problem()).isEqualTo("batch");
        assertThat(call(meter, false, NOON, NOON).refused()).isFalse();
    }

    @Test
    void aBatchMayCountAsManyCallsAndARefusedCallMayCountToo() {
        Meter meter = meter(10, 0, 0, 0, 0);
        assertThat(meter.arrive(new Counted(true, 8, true), NOON).minuteRemaining())
                .isEqualTo(2);
        assertThat(meter.arrive(new Counted(true, 3, true), NOON).problem()).isEqualTo("minute");
        assertThat(meter.arrive(Counted.once(false), NOON).problem()).isEqualTo("minute");
    }

    @Test
    void aMonthsReadsBlockTheAppUntilTheNextMonth() {
        Month month = new Month();
        month.limit(2);
        month.read(2, NOON);
        assertThat(month.blocks(NOON)).isTrue();
        assertThat(month.blocks(Instant.parse("2026-12-01T00:00:00Z"))).isFalse();
        assertThat(month.violations()).hasSize(1);
    }

    /** Requests are answered side by side: one that read the clock a moment earlier may be counted later. */
    @Test
    void aCallCountedLateDoesNotBeginTheMinuteAnew() {
        Meter meter = meter(60, 0, 0, 0, 0);
        Instant next = NOON.plusSeconds(60);
        for (int i = 0; i < 30; i++) {
            call(meter, next.plusMillis(1));
        }
        call(meter, next.minusMillis(1));
        assertThat(call(meter, next.plusMillis(2)).minuteRemaining()).isEqualTo(60 - 32);
    }
}
