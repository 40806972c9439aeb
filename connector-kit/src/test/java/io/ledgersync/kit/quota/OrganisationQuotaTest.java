package io.ledgersync.kit.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.QuotaReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrganisationQuotaTest {
    private static final Instant NAMED = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant START = Instant.ofEpochSecond(1_000_000);
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private static QuotaSettings settings(int minute, int day, int concurrent, int second, int batch) {
        return new QuotaSettings(minute, day, concurrent, second, batch, new BigDecimal("0.10"), TIMEOUT, false);
    }

    private static OrganisationQuota fresh(QuotaSettings settings) {
        return new OrganisationQuota(settings, null, false, START);
    }

    private static @Nullable Place taken(OrganisationQuota quota, String kind, boolean priority, Instant now) {
        return quota.admit(kind, 1, priority, now) instanceof Admission.Go ? quota.take(kind, 1, now) : null;
    }

    private static void answered(OrganisationQuota quota, Place place, Instant now) {
        quota.answered(place, now, QuotaReport.SILENT, null);
    }

    @Test
    void aCallHoldsItsPlaceUntilAMinuteAfterItsAnswer() {
        OrganisationQuota quota = fresh(settings(1, 0, 5, 0, 0));
        Place place = taken(quota, "call", false, START);
        answered(quota, place, START.plusSeconds(20));

        assertThat(quota.admit("call", 1, false, START.plusSeconds(79)))
                .isEqualTo(new Admission.Wait(START.plusSeconds(80), Fault.Limit.MINUTE, false));
        assertThat(quota.admit("call", 1, false, START.plusSeconds(80))).isInstanceOf(Admission.Go.class);
    }

    @Test
    void aCallWithoutAnAnswerKeepsItsPlaceUntilItsDeadline() {
        OrganisationQuota quota = fresh(settings(0, 0, 1, 0, 0));
        Place place = taken(quota, "call", false, START);
        quota.abandoned(place, START.plusSeconds(1));

        assertThat(quota.admit("call", 1, false, START.plusSeconds(119))).isInstanceOf(Admission.Wait.class);
        assertThat(quota.inFlight(START.plusSeconds(119))).hasSize(1);
        assertThat(quota.admit("call", 1, false, START.plusSeconds(120))).isInstanceOf(Admission.Go.class);
    }

    @Test
    void anAnswerThatIsStillComingAfterItsDeadlineKeepsItsPlace() {
        OrganisationQuota quota = fresh(settings(0, 0, 1, 0, 0));
        Place place = taken(quota, "call", false, START);

        assertThat(quota.admit("call", 1, false, START.plusSeconds(130))).isInstanceOf(Admission.Wait.class);
        quota.answered(place, START.plusSeconds(3), START.plusSeconds(140), QuotaReport.SILENT, null);
        assertThat(quota.admit("call", 1, false, START.plusSeconds(140))).isInstanceOf(Admission.Go.class);
    }

    @Test
    void batchesHaveALimitOfTheirOwn() {
        OrganisationQuota quota = fresh(settings(500, 0, 10, 0, 1));
        answered(quota, taken(quota, "batch", false, START), START);

        assertThat(quota.admit("batch", 1, false, START.plusSeconds(1))).isInstanceOf(Admission.Wait.class);
        assertThat(quota.admit("call", 1, false, START.plusSeconds(1))).isInstanceOf(Admission.Go.class);
    }

    @Test
    void aBatchMayCountAsManyCallsAsItHasItemsAlsoForWhoComesNext() {
        QuotaSettings settings = settings(40, 0, 10, 0, 40);
        OrganisationQuota quota = fresh(settings);
        answered(quota, quota.take("batch", 30, START), START.plusSeconds(1));

        assertThat(quota.minuteRemaining(START.plusSeconds(2))).isEqualTo(10);
        assertThat(quota.admit("call", 1, false, START.plusSeconds(2))).isInstanceOf(Admission.Go.class);
        assertThat(quota.admit("batch", 11, false, START.plusSeconds(2)))
                .isEqualTo(new Admission.Wait(START.plusSeconds(61), Fault.Limit.MINUTE, false));
        OrganisationQuota next =
                new OrganisationQuota(settings, quota.saved(START.plusSeconds(2)), false, START.plusSeconds(2));
        assertThat(next.minuteRemaining(START.plusSeconds(2))).isEqualTo(10);
        assertThat(next.admit("batch", 100, false, START.plusSeconds(61)))
                .as("more than all is as much as all")
                .isInstanceOf(Admission.Go.class);
    }

    @Test
    void aHeaderOfTheMinuteBeforeThatComesLateHoldsNobodyBack() {
        OrganisationQuota quota = fresh(settings(60, 0, 5, 0, 0));
        for (int left = 59; left >= 1; left--) {
            quota.answered(quota.take("call", 1, START), START, new QuotaReport(left, null, null), null);
        }
        Place before = quota.take("call", 1, START.plusSeconds(50));
        Place after = quota.take("call", 1, START.plusSeconds(50));
        quota.answered(after, START.plusSeconds(51), new QuotaReport(59, null, null), null);
        quota.answered(before, START.plusSeconds(52), new QuotaReport(0, null, null), null);

        Instant free = START.plusSeconds(61);
        for (int left = 58; left > 48; left--) {
            assertThat(quota.admit("call", 1, false, free)).as("%d left", left).isInstanceOf(Admission.Go.class);
            quota.answered(quota.take("call", 1, free), free, new QuotaReport(left, null, null), null);
        }
    }

    @Test
    void aHeaderCorrectsTheMinuteDownwardsOnly() {
        OrganisationQuota quota = fresh(settings(60, 0, 5, 0, 0));
        Place place = taken(quota, "call", false, START);
        quota.answered(place, START, new QuotaReport(2, null, null), null);
        assertThat(quota.minuteRemaining(START)).isEqualTo(2);

        quota.answered(taken(quota, "call", false, START), START, new QuotaReport(59, null, null), null);
        assertThat(quota.minuteRemaining(START)).isEqualTo(1);
    }

    @Test
    void theReserveOfTheDayIsForPriorityRuns() {
        OrganisationQuota quota = fresh(settings(0, 100, 5, 0, 0));
        quota.answered(taken(quota, "call", false, START), START, new QuotaReport(null, 10, null), null);
        quota.answered(taken(quota, "call", true, START), START, new QuotaReport(null, 9, null), null);

        Instant later = START.plusSeconds(1);
        assertThat(quota.admit("call", 1, true, later)).isInstanceOf(Admission.Go.class);
        assertThat(quota.admit("call", 1, false, later))
                .isEqualTo(new Admission.Wait(later.plus(Duration.ofHours(1)), Fault.Limit.DAY, true));

        // When the day begins anew is not known, so one call may ask, every hour.
        Instant anHourLater = later.plus(Duration.ofHours(1));
        Place probe = taken(quota, "call", false, anHourLater);
        quota.answered(probe, anHourLater, new QuotaReport(null, 8, null), null);
        assertThat(quota.admit("call", 1, false, anHourLater))
                .isEqualTo(new Admission.Wait(anHourLater.plus(Duration.ofHours(1)), Fault.Limit.DAY, true));
    }

    @Test
    void aSpentDayWaitsUntilItBeginsAnew() {
        OrganisationQuota quota = fresh(settings(0, 100, 5, 0, 0));
        Place place = taken(quota, "call", false, START);
        quota.answered(
                place, START, QuotaReport.SILENT, new Fault.Throttled(Fault.Limit.DAY, Duration.ofHours(3), "day"));

        assertThat(quota.admit("call", 1, true, START.plusSeconds(1)))
                .isEqualTo(new Admission.Wait(START.plus(Duration.ofHours(3)), Fault.Limit.DAY, false));
        assertThat(quota.dayResetsAt()).isEqualTo(START.plus(Duration.ofHours(3)));
        assertThat(quota.admit("call", 1, true, START.plus(Duration.ofHours(3))))
                .isInstanceOf(Admission.Go.class);
    }

    @Test
    void aSpentDayIsWaitedForWhereNoDayIsConfigured() {
        OrganisationQuota quota = fresh(settings(60, 0, 5, 0, 0));
        Place place = taken(quota, "call", false, START);
        quota.answered(
                place, START, QuotaReport.SILENT, new Fault.Throttled(Fault.Limit.DAY, Duration.ofHours(3), "day"));

        assertThat(quota.admit("call", 1, true, START.plusSeconds(70)))
                .isEqualTo(new Admission.Wait(START.plus(Duration.ofHours(3)), Fault.Limit.DAY, false));
    }

    @Test
    void aWaitThatTheProviderNamesIsKept() {
        OrganisationQuota quota = fresh(settings(60, 0, 5, 0, 0));
        Place place = taken(quota, "call", false, START);
        quota.answered(
                place,
                START,
                QuotaReport.SILENT,
                new Fault.Throttled(Fault.Limit.MINUTE, Duration.ofSeconds(22), "minute"));

        assertThat(quota.admit("call", 1, true, START.plusSeconds(21)))
                .isEqualTo(new Admission.Wait(START.plusSeconds(22), Fault.Limit.MINUTE, false));
        assertThat(quota.admit("call", 1, true, START.plusSeconds(22))).isInstanceOf(Admission.Go.class);
    }

    @Test
    void whoTakesOverInOrderCountsTheCallsNamed() {
        SavedQuota saved = new SavedQuota(
                List.of(new CallInFlight(START.minusSeconds(50), START.plusSeconds(20), "call")),
                List.of(new CallInFlight(START.minusSeconds(5), START.plusSeconds(30), "call")),
                77L,
                START.plusSeconds(500),
                null,
                null);
        OrganisationQuota quota = new OrganisationQuota(settings(2, 100, 1, 0, 0), saved, false, START);

        assertThat(quota.dayRemaining()).isEqualTo(77);
        assertThat(quota.admit("call", 1, true, START)).isInstanceOf(Admission.Wait.class);
        assertThat(quota.admit("call", 1, true, START.plusSeconds(29))).isInstanceOf(Admission.Wait.class);
        // The call named as in flight still holds its place in the minute, the answered one does not.
        assertThat(quota.admit("call", 1, true, START.plusSeconds(30))).isInstanceOf(Admission.Go.class);
    }

    @Test
    void afterACrashTheMinuteCountsAsSpentAndThePlacesAsTaken() {
        OrganisationQuota quota = new OrganisationQuota(settings(60, 0, 5, 0, 0), null, true, START);

        assertThat(quota.admit("call", 1, true, START.plusSeconds(125))).isInstanceOf(Admission.Wait.class);
        assertThat(quota.admit("call", 1, true, START.plusSeconds(126))).isInstanceOf(Admission.Go.class);
    }

    @Test
    void neitherFixedNorSlidingWindowsAreEverExceeded() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 20; seed++) {
            exercise(seed);
        }
    }

    private record Under(Instant arrives, Instant answers, Place place) {}

    private static void exercise(long seed) {
        Random random = new Random(seed);
        QuotaSettings settings = settings(30, 0, 4, 5, 0);
        OrganisationQuota quota = fresh(settings);
        PriorityQueue<Under> underWay =
                new PriorityQueue<>((one, other) -> one.answers().compareTo(other.answers()));
        List<Instant> arrivals = new ArrayList<>();
        for (Instant now = START; now.isBefore(START.plusSeconds(400)); now = now.plusMillis(1 + random.nextInt(200))) {
            while (!underWay.isEmpty() && !underWay.peek().answers().isAfter(now)) {
                answered(quota, underWay.poll().place(), now);
            }
            Place place = taken(quota, "call", false, now);
            if (place != null) {
                Instant arrives = now.plusMillis(random.nextInt(200));
                arrivals.add(arrives);
                underWay.add(new Under(
                        arrives, arrives.plusMillis(random.nextInt(20) == 0 ? 30_000 : random.nextInt(900)), place));
                assertThat(underWay.size()).as("seed %d", seed).isLessThanOrEqualTo(4);
            }
        }
        arrivals.sort(Instant::compareTo);
        for (int i = 0; i < arrivals.size(); i++) {
            if (i + 30 < arrivals.size()) {
                assertThat(Duration.between(arrivals.get(i), arrivals.get(i + 30)))
                        .as("seed %d", seed)
                        .isGreaterThan(Duration.ofSeconds(60));
            }
            if (i + 5 < arrivals.size()) {
                assertThat(Duration.between(arrivals.get(i), arrivals.get(i + 5)))
                        .as("seed %d", seed)
                        .isGreaterThan(Duration.ofSeconds(1));
            }
        }
        assertThat(arrivals.size()).as("seed %d", seed).isGreaterThan(90);
    }

    @Test
    void theCallOfWhoeverLinkedTheOrganisationCountsInItsSecond() {
        OrganisationQuota quota = new OrganisationQuota(settings(500, 0, 10, 10, 0), null, false, NAMED);
        quota.calledByOurs(NAMED);
        for (int call = 0; call < 9; call++) {
            assertThat(quota.admit("call", 1, false, NAMED)).isInstanceOf(Admission.Go.class);
            quota.answered(quota.take("call", 1, NAMED), NAMED, QuotaReport.SILENT, null);
        }
        assertThat(quota.admit("call", 1, false, NAMED)).isInstanceOf(Admission.Wait.class);
    }

    private static Fault.Throttled unnamed(Fault.Limit limit) {
        return new Fault.Throttled(limit, null, "refused");
    }

    /** The next call that is allowed is refused; how long that forbids calls. */
    private static Duration refused(OrganisationQuota quota, Fault.Throttled refusal, Instant[] now) {
        Place place = taken(quota, "call", true, now[0]);
        Instant answered = now[0].plusSeconds(1);
        quota.answered(place, answered, QuotaReport.SILENT, refusal);
        Admission.Wait wait = (Admission.Wait) quota.admit("call", 1, true, answered);
        assertThat(wait.limit()).isEqualTo(refusal.limit());
        now[0] = wait.until();
        return Duration.between(answered, wait.until());
    }

    @Test
    void anUnnamedWaitDoublesWithEveryRefusalUpToAnHour() {
        Instant[] now = {START};
        OrganisationQuota quota = fresh(settings(500, 0, 10, 0, 0));
        List<Long> minutes = new ArrayList<>();
        for (int refusal = 0; refusal < 9; refusal++) {
            minutes.add(refused(quota, unnamed(Fault.Limit.UNKNOWN), now).toMinutes());
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);

        answered(quota, taken(quota, "call", true, now[0]), now[0].plusSeconds(1));
        assertThat(refused(quota, unnamed(Fault.Limit.UNKNOWN), now)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void tooManyCallsAtATimeAreWaitedForShortlyAtFirst() {
        Instant[] now = {START};
        OrganisationQuota quota = fresh(settings(500, 0, 10, 0, 0));
        List<Long> seconds = new ArrayList<>();
        for (int refusal = 0; refusal < 6; refusal++) {
            seconds.add(refused(quota, unnamed(Fault.Limit.CONCURRENT), now).toSeconds());
        }
        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 80L, 160L);
    }

    @Test
    void callsThatWereUnderWayTogetherAreRefusedOnce() {
        OrganisationQuota quota = fresh(settings(500, 0, 10, 0, 0));
        List<Place> together = new ArrayList<>();
        for (int call = 0; call < 10; call++) {
            together.add(taken(quota, "call", true, START));
        }
        Instant answered = START.plusSeconds(1);
        together.forEach(place -> quota.answered(place, answered, QuotaReport.SILENT, unnamed(Fault.Limit.UNKNOWN)));

        assertThat(quota.admit("call", 1, true, answered))
                .isEqualTo(new Admission.Wait(answered.plusSeconds(60), Fault.Limit.UNKNOWN, false));
    }

    @Test
    void aSpentMonthWaitsForTheNext() {
        OrganisationQuota quota = fresh(settings(500, 0, 10, 0, 0));
        Instant december = Instant.parse("2026-12-14T16:05:00Z");
        Place place = taken(quota, "call", true, december);
        quota.answered(place, december, QuotaReport.SILENT, unnamed(Fault.Limit.MONTH));

        assertThat(quota.admit("call", 1, true, december))
                .isEqualTo(new Admission.Wait(Instant.parse("2027-01-01T00:00:00Z"), Fault.Limit.MONTH, false));
    }

    @Test
    void whoTakesOverKnowsTheRefusalsBefore() {
        Instant[] now = {START};
        OrganisationQuota quota = fresh(settings(500, 0, 10, 0, 0));
        refused(quota, unnamed(Fault.Limit.UNKNOWN), now);
        refused(quota, unnamed(Fault.Limit.UNKNOWN), now);

        OrganisationQuota heir = new OrganisationQuota(settings(500, 0, 10, 0, 0), quota.saved(now[0]), false, now[0]);
        assertThat(refused(heir, unnamed(Fault.Limit.UNKNOWN), now)).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void aCallThatWasNeverSentSaysNothingOfRefusals() {
        Instant[] now = {START};
        OrganisationQuota quota = fresh(settings(500, 0, 10, 0, 0));
        refused(quota, unnamed(Fault.Limit.UNKNOWN), now);
        quota.over(taken(quota, "call", true, now[0]), now[0]);

        assertThat(refused(quota, unnamed(Fault.Limit.UNKNOWN), now)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void callsOfOursBeforeTheProvidersMinuteHideNobodyElses() {
        OrganisationQuota quota = fresh(settings(60, 0, 5, 0, 0));
        for (int before = 1; before <= 40; before++) {
            quota.answered(taken(quota, "call", true, START), START, new QuotaReport(60 - before, null, null), null);
        }
        // The provider's minute begins anew; in it somebody else makes two calls to each of ours.
        Instant begins = START.plusSeconds(10);
        for (int left = 57; left >= 0; left -= 3) {
            assertThat(quota.admit("call", 1, true, begins))
                    .as("%d left", left + 3)
                    .isInstanceOf(Admission.Go.class);
            quota.answered(quota.take("call", 1, begins), begins, new QuotaReport(left, null, null), null);
        }

        // Our forty have left the sixty seconds before, but the provider's minute may last ten seconds more.
        assertThat(quota.minuteRemaining(START.plusSeconds(61))).isZero();
        assertThat(quota.admit("call", 1, true, START.plusSeconds(61)))
                .isEqualTo(new Admission.Wait(begins.plusSeconds(60), Fault.Limit.MINUTE, false));
        assertThat(quota.admit("call", 1, true, begins.plusSeconds(60))).isInstanceOf(Admission.Go.class);
    }

    @Test
    void afterACrashTheDayIsLessByWhatTheDeadOwnerMayHaveUsed() {
        SavedQuota saved = new SavedQuota(List.of(), List.of(), 1_000L, null, null, null);
        OrganisationQuota heir = new OrganisationQuota(settings(60, 5000, 5, 0, 0), saved, true, START);
        assertThat(heir.dayRemaining()).isEqualTo(940);

        // A header knows better, and is no new day.
        Instant later = START.plusSeconds(200);
        heir.answered(taken(heir, "call", true, later), later, new QuotaReport(null, 997, null), null);
        assertThat(heir.dayRemaining()).isEqualTo(997);
        assertThat(heir.dayResetsAt()).isNull();
    }

    @Test
    void aCallThatIsLostHoldsNoNewOrganisationUp() {
        OrganisationQuota quota = fresh(settings(60, 5000, 5, 0, 0));
        Place first = taken(quota, "call", false, START);
        assertThat(quota.admit("call", 1, false, START.plusSeconds(1))).isInstanceOf(Admission.Wait.class);
        quota.abandoned(first, START.plusSeconds(2));

        assertThat(quota.admit("call", 1, false, START.plusSeconds(2))).isInstanceOf(Admission.Go.class);
    }
}
