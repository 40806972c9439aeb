package io.ledgersync.kit.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random schedules against a provider that judges for itself: it knows nothing of how the quota is kept. */
class QuotaJudgeTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final QuotaSettings XERO = settings(60, 5000, 5, 0, 0);
    private static final QuotaSettings QBO = settings(500, 0, 10, 10, 40);

    private static QuotaSettings settings(int minute, int day, int concurrent, int second, int batch) {
        return new QuotaSettings(minute, day, concurrent, second, batch, new BigDecimal("0.10"), TIMEOUT, false);
    }

    private static List<Long> seeds(int count) {
        long first = System.nanoTime();
        System.out.println("QuotaJudgeTest: seeds from " + first);
        return LongStream.range(first, first + count).boxed().toList();
    }

    private static OrganisationQuota fresh(QuotaSettings settings) {
        return new OrganisationQuota(settings, null, false, START);
    }

    @Test
    void noScheduleBreaksALimit() {
        for (long seed : seeds(15)) {
            for (QuotaSettings settings : List.of(XERO, QBO, settings(7, 0, 3, 2, 3), settings(1, 0, 1, 1, 1))) {
                JudgingProvider provider = new JudgingProvider(settings, START, new Random(seed))
                        .hanging(30)
                        .slow(10);
                provider.run(fresh(settings), START, START.plusSeconds(600));

                assertThat(provider.violations())
                        .as("seed %d, %s", seed, settings)
                        .isEmpty();
            }
        }
    }

    @Test
    void whatWasHeldUpOnItsWayAndArrivesAtOnceBreaksNoLimit() {
        for (long seed : seeds(3)) {
            for (Duration still : List.of(Duration.ofSeconds(2), Duration.ofMillis(3500), Duration.ofSeconds(20))) {
                JudgingProvider provider = new JudgingProvider(QBO, START, new Random(seed))
                        .onlyCalls()
                        .standingStill(still);
                provider.run(fresh(QBO), START.plusSeconds(30), START.plusSeconds(200));

                assertThat(provider.violations())
                        .as("seed %d, %s of every minute", seed, still)
                        .isEmpty();
                assertThat(provider.counted()).as("seed %d, %s", seed, still).isGreaterThan(700);
            }
        }
    }

    @Test
    void quickCallsUseNearlyAllThatIsAllowed() {
        for (long seed : seeds(5)) {
            JudgingProvider xero = new JudgingProvider(XERO, START, new Random(seed));
            xero.run(fresh(XERO), START, START.plusSeconds(1200));
            JudgingProvider qbo = new JudgingProvider(QBO, START, new Random(seed)).onlyCalls();
            qbo.run(fresh(QBO), START, START.plusSeconds(600));

            assertThat(xero.violations()).as("seed %d", seed).isEmpty();
            assertThat(xero.counted()).as("seed %d", seed).isGreaterThanOrEqualTo(20 * 60 * 95 / 100);
            // Ten in 1.3 seconds are fewer than five hundred a minute.
            assertThat(qbo.counted()).as("seed %d", seed).isGreaterThanOrEqualTo((int) (600 / 1.3 * 10 * 95 / 100));
        }
    }

    @Test
    void headersSlowNobodyWhoIsAloneDown() {
        Duration twentyMinutes = Duration.ofMinutes(20);
        for (int oneInIsSlow : List.of(0, 10)) {
            int withoutHeaders = 0;
            int withHeaders = 0;
            for (long seed : seeds(20)) {
                JudgingProvider silent = new JudgingProvider(XERO, START, new Random(seed)).slow(oneInIsSlow);
                silent.run(fresh(XERO), START, START.plus(twentyMinutes));
                withoutHeaders += silent.counted();
                JudgingProvider telling = new JudgingProvider(XERO, START, new Random(seed))
                        .slow(oneInIsSlow)
                        .fixedMinutes();
                telling.run(fresh(XERO), START, START.plus(twentyMinutes));
                withHeaders += telling.counted();

                assertThat(telling.violations()).as("seed %d", seed).isEmpty();
                assertThat(telling.refused()).as("seed %d", seed).isZero();
            }
            assertThat(withHeaders)
                    .as("one in %d is slow", oneInIsSlow)
                    .isGreaterThanOrEqualTo(withoutHeaders * 99 / 100);
        }
    }

    @Test
    void hardlyACallIsRefusedWhereSomebodyElseCallsToo() {
        Duration minutes = Duration.ofMinutes(30);
        List<Integer> refused = new ArrayList<>();
        for (long seed : seeds(10)) {
            JudgingProvider shared = new JudgingProvider(XERO, START, new Random(seed))
                    .fixedMinutes()
                    .sharedWith(30, minutes);
            shared.run(fresh(XERO), START, START.plus(minutes));

            refused.add(shared.refused());
            assertThat(shared.counted()).as("seed %d", seed).isGreaterThan(30 * 20);
        }
        // Of nine hundred; one phase in a hundred of the provider's minute has some fifty of them.
        assertThat(refused.stream().sorted().toList().get(7))
                .as(refused.toString())
                .isLessThan(15);
        assertThat(refused).allMatch(times -> times < 90);
    }

    @Test
    void anOrderlyHandOverBreaksNoLimitAndLosesNoCalls() {
        for (long seed : seeds(15)) {
            Random random = new Random(seed);
            JudgingProvider provider = new JudgingProvider(XERO, START, random).hanging(50);
            OrganisationQuota quota = fresh(XERO);
            Instant now = START;
            for (int owner = 0; owner < 12; owner++) {
                Instant until = now.plusMillis(1 + random.nextInt(100_000));
                provider.run(quota, now, until);
                SavedQuota saved = quota.saved(until);
                provider.forgetAnswers();
                quota = new OrganisationQuota(XERO, saved, false, until);
                now = until;
            }

            assertThat(provider.violations()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void aHandOverSoonAfterACrashForgetsNothingOfTheDeadOwner() {
        for (long seed : seeds(15)) {
            Random random = new Random(seed);
            for (QuotaSettings settings : List.of(settings(60, 0, 5, 0, 0), QBO)) {
                JudgingProvider provider = new JudgingProvider(settings, START, random).hanging(10);
                Instant crash = START.plusMillis(random.nextInt(100_000));
                provider.run(fresh(settings), START, crash.plusSeconds(6));
                provider.forgetAnswers();
                OrganisationQuota heir = new OrganisationQuota(settings, null, true, crash);
                Instant now = crash.plusSeconds(6);
                for (int owner = 0; owner < 3; owner++) {
                    Instant until = now.plusMillis(random.nextInt(40_000));
                    provider.run(heir, now, until);
                    heir = new OrganisationQuota(settings, heir.saved(until), false, until);
                    provider.forgetAnswers();
                    now = until;
                }
                provider.run(heir, now, crash.plusSeconds(400));

                assertThat(provider.violations()).as("seed %d", seed).isEmpty();
                assertThat(provider.counted()).as("seed %d", seed).isGreaterThan(60);
            }
        }
    }

    @Test
    void afterACrashTheDeadOwnersLastCallsBreakNoLimit() {
        for (long seed : seeds(15)) {
            Random random = new Random(seed);
            for (QuotaSettings settings : List.of(settings(60, 0, 5, 0, 0), QBO)) {
                JudgingProvider provider = new JudgingProvider(settings, START, random).hanging(10);
                OrganisationQuota dead = fresh(settings);
                Instant crash = START.plusMillis(random.nextInt(200_000));
                provider.run(dead, START, crash);
                // The dead owner may not know that it is: it starts calls for six seconds more.
                provider.run(dead, crash, crash.plusSeconds(6));
                provider.forgetAnswers();
                provider.run(
                        new OrganisationQuota(settings, null, true, crash),
                        crash.plusSeconds(6),
                        crash.plusSeconds(400));

                assertThat(provider.violations()).as("seed %d", seed).isEmpty();
                // Calls that hang hold their places for the whole time-out; what counts is that it goes on.
                assertThat(provider.counted()).as("seed %d", seed).isGreaterThan(60);
            }
        }
    }

    @Test
    void aDayIsUsedUpAndNeverOverdrawn() {
        QuotaSettings day = settings(0, 200, 5, 0, 0);
        for (long seed : seeds(40)) {
            JudgingProvider provider = new JudgingProvider(day, START, new Random(seed)).slow(5);
            provider.run(fresh(day), START, START.plusSeconds(900));

            assertThat(provider.violations()).as("seed %d", seed).isEmpty();
            assertThat(provider.counted()).as("seed %d", seed).isBetween(185, 200);
        }
    }

    @Test
    void aRunWithoutPriorityLeavesTheReserveOfTheDay() {
        QuotaSettings day = settings(0, 200, 5, 0, 0);
        for (long seed : seeds(20)) {
            JudgingProvider provider = new JudgingProvider(day, START, new Random(seed)).withoutPriority();
            provider.run(fresh(day), START, START.plusSeconds(900));

            assertThat(provider.counted()).as("seed %d", seed).isBetween(165, 180);
        }
    }

    @Test
    void whatSomebodyElseUsedIsNotUsedAgain() {
        OrganisationQuota quota = fresh(XERO);
        Place place = quota.take("call", 1, START);
        quota.answered(place, START, new io.ledgersync.kit.QuotaReport(3, 4000, null), null);

        int made = 0;
        while (quota.admit("call", 1, true, START) instanceof Admission.Go && made < 60) {
            quota.answered(quota.take("call", 1, START), START, io.ledgersync.kit.QuotaReport.SILENT, null);
            made++;
        }

        assertThat(made).isEqualTo(3);
        assertThat(quota.admit("call", 1, true, START))
                .isEqualTo(new Admission.Wait(START.plusSeconds(60), Fault.Limit.MINUTE, false));
    }
}
