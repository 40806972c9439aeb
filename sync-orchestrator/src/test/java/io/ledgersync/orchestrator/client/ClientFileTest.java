package io.ledgersync.orchestrator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.orchestrator.month.Used;
import io.ledgersync.orchestrator.plan.NightWindow;
import io.ledgersync.orchestrator.plan.Patience;
import io.ledgersync.orchestrator.run.Kind;
import io.ledgersync.orchestrator.run.Proof;
import io.ledgersync.orchestrator.run.Provider;
import io.ledgersync.orchestrator.run.Reading;
import io.ledgersync.orchestrator.run.Run;
import io.ledgersync.orchestrator.run.Sequence;
import io.ledgersync.orchestrator.run.Usage;
import io.ledgersync.orchestrator.run.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClientFileTest {

    private static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(15), Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofDays(7));
    private static final String CLIENT = "client-1";

    private final List<SyncRequest> requests = new ArrayList<>();
    private final List<RunChange> changes = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private final Announcer announcer = new Announcer() {
        @Override
        public void request(SyncRequest request) {
            requests.add(request);
        }

        @Override
        public void changed(RunChange change) {
            changes.add(change);
        }

        @Override
        public void forget(String clientId) {
            forgotten.add(clientId);
        }
    };

    private NightWindow nights = new NightWindow(ZoneOffset.UTC, 1, 5, false);
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private Client client = new Client(CLIENT, "practice-1", "Books", 0, 0, 0, false, false, null);
    private Connection connection;
    private List<TrackedRun> open = List.of();
    private Instant dueAt;
    private int started;
    private boolean monthSpent;

    @Test
    void startsTheFirstRunWithTheLink() {
        link("connection-1");
        dispatch();

        assertThat(only(requests).run().kind()).isEqualTo(Kind.INITIAL);
        assertThat(only(requests).run().priority()).isFalse();
        assertThat(only(requests).firstRun()).isTrue();
        assertThat(states()).containsExactly("REQUESTED");
    }

    @Test
    void cancelsTheOldConnectionsRunWhenLinkedAgainAndReadsEverythingAnew() {
        link("connection-1");
        dispatch();
        link("connection-2");
        dispatch();

        assertThat(requests)
                .extracting(request -> request.run().connectionId())
                .containsExactly("connection-1", "connection-2");
        assertThat(requests.get(1).run().kind()).isEqualTo(Kind.INITIAL);
        assertThat(requests.get(1).firstRun()).isFalse();
        assertThat(states()).contains("CANCELLED");
    }

    @Test
    void ordersEverythingSaidOfTheClient() {
        link("connection-1");
        dispatch();
        completeRun(Map.of("Invoices", "w1"));
        now = now.plusSeconds(60);
        file(ClientFile::askedByAPerson);

        assertThat(requests)
                .extracting(request -> request.run().attempt())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(changes)
                .extracting(change -> change.client().runVersion())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void readsOnFromTheWatermarksOfTheLastCompletedRun() {
        link("connection-1");
        dispatch();
        completeRun(Map.of("Invoices", "w1"));
        now = now.plusSeconds(60);

        Asked asked = file(ClientFile::askedByAPerson);

        assertThat(asked).isInstanceOf(Asked.Started.class);
        SyncRequest request = requests.get(1);
        assertThat(request.run().kind()).isEqualTo(Kind.INCREMENTAL);
        assertThat(request.run().priority()).isTrue();
        assertThat(request.connection().watermarks()).isEqualTo(Map.of("Invoices", "w1"));
    }

    @Test
    void movesLastSyncedOnlyWhenTheStoreHasIt() {
        link("connection-1");
        dispatch();
        Run run = currentRun();
        hear(read(run, Map.of("Invoices", "w1")));
        Instant read = client.lastSyncedAt();
        Map<String, String> marksBefore = connection.watermarks();
        hear(projected(run));

        assertThat(read).isNull();
        assertThat(marksBefore).isEmpty();
        assertThat(client.lastSyncedAt()).isEqualTo(now);
        assertThat(changes.get(changes.size() - 1).client().lastSyncedAt()).isEqualTo(now);
        assertThat(connection.watermarks()).isEqualTo(Map.of("Invoices", "w1"));
    }

    @Test
    void answersWithTheActiveRunWhenAskedAgain() {
        increment();

        Asked again = file(ClientFile::askedByAPerson);

        assertThat(again).isInstanceOfSatisfying(Asked.Active.class, active -> assertThat(
                        active.run().runId())
                .isEqualTo(currentRun().runId()));
        assertThat(open).hasSize(1);
    }

    @Test
    void raisesTheRunThatSomebodyWaitsForWithoutANewAttempt() {
        link("connection-1");
        dispatch();
        completeRun(Map.of());
        file(ClientFile::askedAmongOthers);
        dispatch();
        long attempt = currentRun().attempt();
        requests.clear();

        file(ClientFile::askedByAPerson);

        assertThat(only(requests).run().priority()).isTrue();
        assertThat(only(requests).run().attempt()).isEqualTo(attempt);
    }

    @Test
    void doesNotHurryTheFirstRun() {
        link("connection-1");
        dispatch();
        requests.clear();

        Asked asked = file(ClientFile::askedByAPerson);

        assertThat(asked).isInstanceOf(Asked.Active.class);
        assertThat(requests).isEmpty();
        assertThat(currentRun().priority()).isFalse();
    }

    @Test
    void resumesWhatIsPausedOnlyByTheReserveWhenSomebodyWaits() {
        pausedIncrement("RESERVE");

        file(ClientFile::askedByAPerson);

        assertThat(only(requests).run().attempt()).isGreaterThan(attemptBeforePause);
        assertThat(only(requests).run().reading().cursor()).isEqualTo("cursor-3");
        assertThat(only(requests).run().priority()).isTrue();
    }

    @Test
    void sendsARunAtOnceThatWasGivenUpForTheReserveWhileSomebodyBeganToWait() {
        runningIncrement();
        file(ClientFile::askedByAPerson);
        requests.clear();

        hear(suspended("RESERVE"));

        assertThat(only(requests).run().attempt()).isGreaterThan(attemptBeforePause);
        assertThat(only(requests).run().priority()).isTrue();
        assertThat(only(requests).run().reading().cursor()).isEqualTo("cursor-3");
        assertThat(currentRun().state().name()).isEqualTo("RUNNING");
    }

    @Test
    void resumesARunOfThePersonWhoAskedBeforeTheReserveStoppedIt() {
        runningIncrement();
        file(ClientFile::askedByAPerson);
        monthSpent = true;
        hear(suspended("RESERVE"));
        monthSpent = false;
        requests.clear();

        file(ClientFile::askedByAPerson);

        assertThat(only(requests).run().attempt()).isGreaterThan(attemptBeforePause);
    }

    @Test
    void waitsForWeeksWhereTheMonthIsSpentAtTheProvider() {
        runningIncrement();
        Instant nextMonth = now.plus(Duration.ofDays(26));
        Run run = currentRun();
        hear(new Word.Suspended(run.runId(), CLIENT, run.attempt(), reading(3), "MONTHLY_LIMIT", "", nextMonth));

        for (Instant night = now; night.isBefore(nextMonth); night = night.plus(Duration.ofDays(1))) {
            wakeAt(night);
            dispatch();
        }
        List<SyncRequest> before = List.copyOf(requests);
        wakeAt(nextMonth);
        dispatch();

        assertThat(before).isEmpty();
        assertThat(only(requests).run().runId()).isEqualTo(run.runId());
    }

    @Test
    void leavesWhatWaitsForTheDaysLimitPaused() {
        pausedIncrement("DAILY_LIMIT");

        Asked asked = file(ClientFile::askedByAPerson);

        assertThat(asked).isInstanceOf(Asked.Active.class);
        assertThat(requests).isEmpty();
        assertThat(currentRun().state().name()).isEqualTo("PAUSED");
    }

    private long attemptBeforePause;

    private void pausedIncrement(String reason) {
        runningIncrement();
        hear(suspended(reason));
    }

    private void runningIncrement() {
        link("connection-1");
        dispatch();
        completeRun(Map.of());
        file(ClientFile::askedAmongOthers);
        dispatch();
        attemptBeforePause = currentRun().attempt();
        requests.clear();
    }

    private Word.Suspended suspended(String reason) {
        Run run = currentRun();
        return new Word.Suspended(run.runId(), CLIENT, run.attempt(), reading(3), reason, "", now.plusSeconds(3600));
    }

    @Test
    void goesOnByItselfAtTheTimeThatWasSaid() {
        pausedIncrement("DAILY_LIMIT");
        Instant resumeAt = dueAt;

        wakeAt(resumeAt.minusMillis(1));
        List<SyncRequest> before = List.copyOf(requests);
        wakeAt(resumeAt);
        dispatch();

        assertThat(before).isEmpty();
        assertThat(only(requests).run().attempt()).isGreaterThan(attemptBeforePause);
        assertThat(only(requests).run().reading().cursor()).isEqualTo("cursor-3");
    }

    @Test
    void coolsDownAfterACompletedIncrement() {
        increment();
        completeRun(Map.of());

        Asked soon = file(ClientFile::askedByAPerson);
        now = now.plusSeconds(10);
        Asked later = file(ClientFile::askedByAPerson);

        assertThat(soon).isEqualTo(new Asked.CoolingDown(now));
        assertThat(later).isInstanceOf(Asked.Started.class);
    }

    @Test
    void startsNothingForAPersonWhileTheMonthIsUsedUp() {
        increment();
        completeRun(Map.of());
        now = now.plusSeconds(60);
        requests.clear();

        monthSpent = true;
        Asked spent = file(ClientFile::askedByAPerson);
        monthSpent = false;
        Asked afterwards = file(ClientFile::askedByAPerson);

        assertThat(spent).isEqualTo(new Asked.MonthSpent());
        assertThat(afterwards).isInstanceOf(Asked.Started.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void countsWhatAConnectionUsesAndNoWordTwice() {
        link("connection-1");
        dispatch();
        Run run = currentRun();
        Usage usage = new Usage(7, 1, 9_000, null, null, 40);
        Word said = new Word.Progressed(
                run.runId(), CLIENT, run.attempt(), new Reading(2, "cursor", List.of(), usage, now), null, null);

        Used first = file(file -> {
            file.heard(said);
            return file.used(connection);
        });
        Used repeated = file(file -> {
            file.heard(said);
            return file.used(connection);
        });

        assertThat(first).isEqualTo(new Used(7, 40, 9_000));
        assertThat(repeated).isEqualTo(Used.NOTHING);
    }

    @Test
    void sendsAgainWhatNothingWasSaidOf() {
        link("connection-1");
        dispatch();
        long attempt = currentRun().attempt();
        requests.clear();

        wakeAt(now.plus(Duration.ofMinutes(15)));
        wakeAt(now.plus(Duration.ofMinutes(15)));

        assertThat(requests).hasSize(2);
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.run().attempt()).isGreaterThan(attempt));
        assertThat(currentRun().waitingFor()).isEqualTo("CONNECTOR");
    }

    @Test
    void takesNoSilenceForOneBeforeEverythingSaidWasHeard() {
        link("connection-1");
        dispatch();
        requests.clear();
        now = now.plus(Duration.ofMinutes(20));

        file(file -> {
            file.wake(false);
            return file;
        });

        assertThat(requests).isEmpty();
        assertThat(dueAt).isAfter(now);
    }

    @Test
    void waitsForTheProjectionHoweverLong() {
        link("connection-1");
        dispatch();
        hear(read(currentRun(), Map.of()));
        requests.clear();
        nights = new NightWindow(ZoneOffset.UTC, 1, 5, true);

        wakeAt(now.plus(Duration.ofDays(30)));

        assertThat(requests).isEmpty();
        assertThat(currentRun().waitingFor()).isEqualTo("PROJECTION");
    }

    @Test
    void startsOneIncrementEachNight() {
        link("connection-1");
        dispatch();
        completeRun(Map.of());
        requests.clear();

        Instant night = connection.nightAt();
        wakeAt(night);
        dispatch();
        wakeAt(night.plusSeconds(1));
        dispatch();

        assertThat(only(requests).run().kind()).isEqualTo(Kind.INCREMENTAL);
        assertThat(connection.nightAt()).isEqualTo(night.plus(Duration.ofDays(1)));
    }

    @Test
    void leavesTheNightsOutWhilePausedOrWhileOnlyAPersonCanHelp() {
        link("connection-1");
        dispatch();
        Run run = currentRun();
        hear(new Word.Broken(run.runId(), CLIENT, run.attempt(), reading(3), "AUTH_FAILED", "invalid_grant"));
        requests.clear();

        wakeAt(connection.nightAt());
        dispatch();
        List<SyncRequest> blocked = List.copyOf(requests);
        Asked asked = file(ClientFile::askedByAPerson);

        assertThat(blocked).isEmpty();
        assertThat(asked).isInstanceOf(Asked.Started.class);
    }

    @Test
    void readsAgainAtOnceWhatANewAuthorisationOfTheSameConnectionPermits() {
        link("connection-1");
        dispatch();
        Run run = currentRun();
        hear(new Word.Broken(run.runId(), CLIENT, run.attempt(), reading(3), "AUTH_FAILED", "invalid_grant"));
        requests.clear();

        link("connection-1");
        dispatch();
        link("connection-1");
        dispatch();

        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).run().kind()).isEqualTo(Kind.INITIAL);
        assertThat(connection.blockedBy()).isNull();
    }

    @Test
    void aReconciliationGivesWayAndGoesOnAfterwards() {
        link("connection-1");
        dispatch();
        completeRun(Map.of());
        Run reconciliation = Run.asked("reconcile", CLIENT, "connection-1", Kind.RECONCILE, false, now, null)
                .sent(client.lastAttempt() + 1, now);
        client = client.withNextAttempt(now);
        open = List.of(TrackedRun.kept(reconciliation, null, false));
        now = now.plusSeconds(60);
        requests.clear();

        Asked asked = file(ClientFile::askedByAPerson);
        List<Run> during = open.stream().map(TrackedRun::run).toList();
        completeRun(Map.of());
        dispatch();

        assertThat(asked).isInstanceOf(Asked.Started.class);
        assertThat(during).extracting(run -> run.state().name()).containsExactly("PAUSED", "REQUESTED");
        assertThat(requests)
                .extracting(request -> request.run().kind())
                .containsExactly(Kind.INCREMENTAL, Kind.RECONCILE);
    }

    @Test
    void aReconciliationThatWaitsForAPlaceGivesWayToo() {
        link("connection-1");
        dispatch();
        completeRun(Map.of());
        Run waiting = Run.asked("reconcile", CLIENT, "connection-1", Kind.RECONCILE, false, now, null)
                .sent(client.lastAttempt() + 1, now)
                .gaveWay()
                .queued(now);
        client = client.withNextAttempt(now);
        open = List.of(TrackedRun.kept(waiting, null, false));
        requests.clear();

        file(ClientFile::askedAmongOthers);
        dispatch();

        assertThat(only(requests).run().kind()).isEqualTo(Kind.INCREMENTAL);
        assertThat(open).extracting(tracked -> tracked.run().state().name()).containsExactly("PAUSED", "REQUESTED");
        assertThat(open).extracting(tracked -> tracked.run().queuedAt()).containsOnlyNulls();
    }

    @Test
    void aDifferenceFromTheTrialBalanceIsReadOnceAndThenShown() {
        link("connection-1");
        dispatch();
        completeRunWith("90.00");
        List<Kind> first = wokenRuns();
        Map<String, String> marks = only(requests).connection().watermarks();
        completeRunWith("90.0");
        List<Kind> still = wokenRuns();
        now = now.plus(Duration.ofDays(2));
        file(ClientFile::askedAmongOthers);
        dispatch();
        completeRunWith("90.00");
        List<Kind> unchanged = wokenRuns();
        file(ClientFile::askedAmongOthers);
        dispatch();
        completeRunWith("80.00");
        List<Kind> changed = wokenRuns();

        assertThat(first).containsExactly(Kind.RECONCILE);
        assertThat(marks).isEqualTo(Map.of("Invoices", "w1"));
        assertThat(still).isEmpty();
        assertThat(unchanged).doesNotContain(Kind.RECONCILE);
        assertThat(changed).containsExactly(Kind.RECONCILE);
    }

    @Test
    void aDifferenceThatChangesAllTheTimeIsReadOnceADay() {
        link("connection-1");
        dispatch();
        completeRunWith("90.00");
        wokenRuns();
        completeRunWith("100.00");
        Instant reconciled = now;
        now = now.plusSeconds(600);
        file(ClientFile::askedAmongOthers);
        dispatch();
        completeRunWith("70.00");

        assertThat(wokenRuns()).isEmpty();
        assertThat(connection.reconciliation().dueAt()).isEqualTo(reconciled.plus(Duration.ofDays(1)));
    }

    @Test
    void readsEverythingOnceMoreInANightAfterAWeekBehindTheNightsOwnRun() {
        link("connection-1");
        dispatch();
        completeRunWith("100.00");
        Instant week = connection.reconciliation().dueAt();
        now = week.minusSeconds(1);
        file(file -> {
            file.replanNight();
            return file;
        });
        List<Kind> early = wokenRuns();
        now = week;
        List<Kind> night = wokenRuns();
        completeRunWith("100.00");
        Instant due = dueAt;
        List<Kind> afterwards = wokenRuns();

        assertThat(Duration.between(connection.linkedAt(), week)).isBetween(Duration.ofDays(7), Duration.ofDays(8));
        assertThat(early).isEmpty();
        assertThat(night).containsExactly(Kind.INCREMENTAL);
        assertThat(due).isEqualTo(week);
        assertThat(afterwards).containsExactly(Kind.RECONCILE);
        assertThat(connection.reconciliation().dueAt()).isAfterOrEqualTo(now.plus(Duration.ofDays(7)));
    }

    @Test
    void saysProgressAtMostTwiceASecondAndTheLastOfItAlways() {
        link("connection-1");
        dispatch();
        Run run = currentRun();
        now = now.plusSeconds(5);
        hear(progressed(run, 1));
        changes.clear();

        now = now.plusMillis(100);
        hear(progressed(run, 2));
        now = now.plusMillis(100);
        hear(progressed(run, 3));
        List<RunChange> soon = List.copyOf(changes);
        Instant owedAt = dueAt;
        wakeAt(owedAt);

        assertThat(soon).isEmpty();
        assertThat(owedAt).isEqualTo(now);
        assertThat(only(changes).run().reading().slice()).isEqualTo(3);
    }

    @Test
    void forgetsADeletedClient() {
        link("connection-1");
        dispatch();

        file(file -> {
            file.deleted(99);
            return file;
        });

        assertThat(states()).endsWith("CANCELLED");
        assertThat(forgotten).containsExactly(CLIENT);
        assertThat(client.deleted()).isTrue();
        assertThat(client.name()).isEmpty();
    }

    @Test
    void endsTheScheduleWithTheConnection() {
        link("connection-1");
        dispatch();

        file(file -> {
            file.unlinked("connection-1", "UNLINKED", 50);
            return file;
        });

        assertThat(open).isEmpty();
        assertThat(dueAt).isNull();
        assertThat(file(ClientFile::askedByAPerson)).isEqualTo(new Asked.NotLinked());
    }

    private void increment() {
        link("connection-1");
        dispatch();
        completeRun(Map.of());
        now = now.plusSeconds(60);
        file(ClientFile::askedByAPerson);
    }

    private void link(String connectionId) {
        file(file -> {
            file.linked(connectionId, Provider.XERO, "org-1", "Org", client.linkVersion() + 1);
            return file;
        });
    }

    private void dispatch() {
        for (TrackedRun tracked : open) {
            if (tracked.run().queuedAt() != null) {
                file(file -> {
                    file.dispatch(tracked.run().runId());
                    return file;
                });
            }
        }
    }

    private void completeRun(Map<String, String> watermarks) {
        Run run = open.stream()
                .map(TrackedRun::run)
                .filter(Run::active)
                .findFirst()
                .orElseThrow();
        hear(read(run, watermarks));
        hear(projected(run));
    }

    /** Completes the open run; the ledger has this much on the bank account, the provider 100.00. */
    private void completeRunWith(String ours) {
        Run run = currentRun();
        hear(read(run, Map.of("Invoices", "w1")));
        BigDecimal amount = new BigDecimal(ours);
        Proof.Difference difference = new Proof.Difference("bank", "Bank", amount, new BigDecimal("100.00"));
        boolean agrees = amount.compareTo(difference.theirs()) == 0;
        hear(projected(run, new Proof(agrees, LocalDate.of(2026, 11, 23), agrees ? List.of() : List.of(difference))));
    }

    private List<Kind> wokenRuns() {
        requests.clear();
        wakeAt(now);
        dispatch();
        return requests.stream().map(request -> request.run().kind()).toList();
    }

    private void wakeAt(Instant moment) {
        now = moment;
        file(file -> {
            file.wake(true);
            return file;
        });
    }

    private void hear(Word word) {
        file(file -> file.heard(word));
    }

    private Word.Read read(Run run, Map<String, String> watermarks) {
        return new Word.Read(
                run.runId(),
                CLIENT,
                run.attempt(),
                reading(9),
                watermarks,
                List.of(),
                new Sequence(run.attempt(), 9, 1),
                now);
    }

    private static Word.Projected projected(Run run) {
        return projected(run, null);
    }

    private static Word.Projected projected(Run run, Proof proof) {
        return new Word.Projected(
                run.runId(),
                CLIENT,
                run.attempt(),
                new Sequence(run.attempt(), 9, 1),
                List.of(),
                Map.of("Invoice", 3L),
                proof);
    }

    private Word.Progressed progressed(Run run, int slice) {
        return new Word.Progressed(run.runId(), CLIENT, run.attempt(), reading(slice), null, null);
    }

    private Reading reading(int slice) {
        return new Reading(slice, "cursor-" + slice, List.of(), Usage.NONE, now);
    }

    private Run currentRun() {
        return only(open).run();
    }

    private List<String> states() {
        return changes.stream().map(change -> change.run().state().name()).toList();
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    /** Opens the file, works on it and keeps what the database would keep. */
    private <T> T file(Function<ClientFile, T> work) {
        ClientFile file = new ClientFile(
                client,
                connection,
                open,
                PATIENCE,
                () -> nights,
                provider -> monthSpent,
                () -> "run-" + ++started,
                now);
        T result = work.apply(file);
        file.announceTo(announcer);
        client = file.client();
        connection = file.connection();
        dueAt = connection == null ? null : file.dueAt(connection);
        open = file.runs().stream()
                .filter(tracked -> tracked.run().open())
                .map(tracked -> TrackedRun.kept(tracked.run(), tracked.announcedAt(), tracked.owed()))
                .toList();
        return result;
    }
}
