package io.ledgersync.kit.call;

import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.Patience;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.kit.pull.Turn;
import io.ledgersync.kit.pull.Verdict;
import io.ledgersync.kit.quota.Admission;
import io.ledgersync.kit.quota.AppPermits;
import io.ledgersync.kit.quota.Place;
import io.ledgersync.kit.run.End;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.Rota;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.kit.slice.Containment;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts every call that quotas, permits and memory allow, in the order of the rota. A run that can do nothing now is
 * put to sleep until a moment, or until something happens to it: an answer, a lease, a permit, a commit.
 */
public final class Caller {
    /** A quota's wait longer than this is spent away from the connector. */
    private static final Duration LONG = Duration.ofMinutes(2);

    /** A permit is good for half a second. */
    private static final Duration QUICK = Duration.ofMillis(250);

    /** A run whose organisation fills its part of the memory looks again then. */
    private static final Duration ROOM = Duration.ofMillis(50);
    /** So many times as many calls as are allowed may be in flight when the others hang. */
    private static final int HANGING = 4;

    private final Line line;
    private final int mostCalls;
    private final RunBook book;
    private final Rota rota;
    private final LeaseBook leases;
    private final @Nullable AppPermits permits;
    private final StoreDesk store;
    private final Patience patience;
    private final Containment containment;
    private final Mailbox mailbox;
    private final Receiver receiver;
    private final Set<HeldRun> awaitingPermit = new LinkedHashSet<>();

    public Caller(
            Line line,
            int mostCalls,
            RunBook book,
            Rota rota,
            LeaseBook leases,
            @Nullable AppPermits permits,
            StoreDesk store,
            Patience patience,
            Containment containment,
            Mailbox mailbox,
            Receiver receiver) {
        this.line = line;
        this.mostCalls = mostCalls;
        this.book = book;
        this.rota = rota;
        this.leases = leases;
        this.permits = permits;
        this.store = store;
        this.patience = patience;
        this.containment = containment;
        this.mailbox = mailbox;
        this.receiver = receiver;
    }

    /** @param clock asked for every call anew: what keeps the loop busy in between makes no call older than it is */
    public void startCalls(InstantSource clock) {
        rota.wakeDue(clock.instant());
        for (Optional<HeldRun> next = rota.next(); next.isPresent(); next = rota.next()) {
            HeldRun run = next.get();
            Instant now = clock.instant();
            if (!hasRoom(run, now)) {
                break;
            }
            if (!line.memory().roomFor(run.organisation().id())) {
                rota.sleep(run, now.plus(ROOM));
                continue;
            }
            awaitingPermit.remove(run);
            containment.during(run, () -> turn(run, now));
        }
        if (permits != null) {
            wantPermits(permits, clock.instant());
        }
    }

    /**
     * A tenth more than all others may have is for priority runs: they meet no queue. Calls that hang keep nobody out
     * before they are many times as many.
     */
    private boolean hasRoom(HeldRun run, Instant now) {
        int most = run.priority() ? mostCalls + mostCalls / 10 + 1 : mostCalls;
        return receiver.lively(now) + awaitingPermit.size() < most
                && receiver.inFlight() < HANGING * most
                && !line.memory().full();
    }

    private void turn(HeldRun run, Instant now) {
        Conversation talk = run.conversation(line.connector(), patience);
        if (!talk.waitsForAnswers() && leavesForTrouble(run, talk, now)) {
            return;
        }
        if (talk.run().done()) {
            end(run, new End.Completed());
            return;
        }
        if (talk.drains(now)) {
            rota.sleep(run, null);
            return;
        }
        List<Turn> turns = run.turns(talk, now);
        if (turns.isEmpty()) {
            asksNothing(run, talk, now);
            return;
        }
        Admission.Wait shortest = null;
        for (Turn turn : turns) {
            Exchange exchange = turn.exchange();
            Admission admission =
                    run.organisation().quota().admit(exchange.kind(), exchange.mostCalls(), run.priority(), now);
            if (!(admission instanceof Admission.Wait wait)) {
                call(run, talk, turn, now);
                return;
            }
            shortest = shortest == null || wait.until().isBefore(shortest.until()) ? wait : shortest;
            if (lacksPlacesOnly(run, exchange, now)) {
                // Single calls would take every place that becomes free, and the batch would never have enough.
                shortest = wait;
                break;
            }
        }
        if (shortest != null) {
            waitForQuota(run, talk, shortest, now);
        }
    }

    private static boolean lacksPlacesOnly(HeldRun run, Exchange exchange, Instant now) {
        return exchange.mostCalls() > 1
                && run.organisation().quota().admit(exchange.kind(), 1, run.priority(), now) instanceof Admission.Go;
    }

    private void call(HeldRun run, Conversation talk, Turn turn, Instant now) {
        Optional<String> token = leases.token(run.connectionId(), now);
        if (token.isEmpty()) {
            waitForToken(run, talk, now);
            return;
        }
        // What cannot be sent ends the run before the call counts.
        HttpRequest request = line.request(turn.exchange(), run.organisation().id(), token.get());
        if (permits != null && !permits.use(run.priority())) {
            run.waitFor(Fault.Limit.APP_MINUTE.name(), now);
            awaitingPermit.add(run);
            rota.sleep(run, null);
            return;
        }
        Exchange exchange = turn.exchange();
        Place place = run.organisation().quota().take(exchange.kind(), exchange.mostCalls(), now);
        Call call = new Call(run, turn, place, token.get(), now);
        talk.sent(turn, now);
        run.called(now);
        receiver.sent(call);
        book.changed(run.organisation());
        rota.wake(run);
        line.send(
                run.organisation().id(), request, delivery -> mailbox.execute(() -> receiver.arrived(call, delivery)));
    }

    /** For a moment here, for longer away from the connector. */
    private void waitForToken(HeldRun run, Conversation talk, Instant now) {
        run.waitFor("TOKEN", now);
        Optional<Instant> again = leases.askedAgain(run.connectionId());
        Instant since = leases.awaySince(run.connectionId()).orElse(now);
        boolean lasts = since.plus(patience.pauseAfter()).isBefore(now);
        if (again.isPresent() && lasts && !talk.waitsForAnswers()) {
            end(run, new End.Paused("PROVIDER_UNAVAILABLE", "No access token since " + since, patience.resume(now, 0)));
            return;
        }
        rota.sleep(run, again.orElse(null));
    }

    private boolean leavesForTrouble(HeldRun run, Conversation talk, Instant now) {
        Run before = talk.run();
        Verdict verdict = talk.verdict(now);
        if (talk.run() != before) {
            run.touch();
            run.turnsMayHaveChanged();
        }
        if (verdict instanceof Verdict.Pause pause) {
            end(run, new End.Paused("PROVIDER_UNAVAILABLE", pause.detail(), pause.until()));
        } else if (verdict instanceof Verdict.GiveUp giveUp) {
            end(run, new End.Failed(giveUp.code(), giveUp.detail()));
        }
        return run.end() != null;
    }

    private void asksNothing(HeldRun run, Conversation talk, Instant now) {
        Optional<Instant> retry = talk.nextRetry(now);
        if (retry.isPresent()) {
            run.waitFor("PROVIDER", now);
        }
        Optional<Instant> again = store.ask(run, talk, now);
        rota.sleep(
                run,
                again.isPresent() && (retry.isEmpty() || again.get().isBefore(retry.get()))
                        ? again.get()
                        : retry.orElse(null));
    }

    private void waitForQuota(HeldRun run, Conversation talk, Admission.Wait wait, Instant now) {
        run.waitFor(wait.limit().name(), now);
        if (wait.limit() == Fault.Limit.MINUTE) {
            talk.minuteBinds(now);
        }
        if (wait.limit() != Fault.Limit.CONCURRENT && wait.until().isAfter(now.plus(LONG)) && !talk.waitsForAnswers()) {
            String reason = reason(wait);
            String detail = "The organisation's limit " + wait.limit() + " allows no call before " + wait.until();
            end(run, new End.Paused(reason, detail, wait.until()));
            return;
        }
        rota.sleep(run, wait.until().isAfter(now) ? wait.until() : now.plusMillis(50));
    }

    private static String reason(Admission.Wait wait) {
        if (wait.reserve()) {
            return "RESERVE";
        }
        return switch (wait.limit()) {
            case DAY -> "DAILY_LIMIT";
            case MONTH -> "MONTHLY_LIMIT";
            default -> "PROVIDER_UNAVAILABLE";
        };
    }

    private void wantPermits(AppPermits keeper, Instant now) {
        int priority = 0;
        int normal = 0;
        for (HeldRun run : awaitingPermit) {
            Conversation talk = run.opened();
            int turns = talk == null || !run.live() ? 0 : run.turns(talk, now).size();
            priority += run.priority() ? turns : 0;
            normal += run.priority() ? 0 : turns;
        }
        for (HeldRun run : receiver.calling()) {
            // Its next call is ready as soon as this one is answered: its permit may be asked for now.
            if (run.live() && run.callDuration().compareTo(QUICK) < 0) {
                priority += run.priority() ? run.callsInFlight() : 0;
                normal += run.priority() ? 0 : run.callsInFlight();
            }
        }
        keeper.want(priority, normal);
    }

    /** Permits have come. */
    public void permitsCame() {
        List<HeldRun> waiting = List.copyOf(awaitingPermit);
        awaitingPermit.clear();
        rota.wake(waiting);
    }

    /** A lease has come, or none. */
    void leaseCame(List<HeldRun> runs) {
        rota.wake(runs);
    }

    void end(HeldRun run, End how) {
        awaitingPermit.remove(run);
        containment.end(run, how);
    }

    /** Drops what nobody waits for any more. */
    public void tidy(Instant now) {
        awaitingPermit.removeIf(run -> !run.live());
        leases.tidy(now);
    }

    public void forget() {
        awaitingPermit.clear();
        if (permits != null) {
            permits.want(0, 0);
        }
    }
}
