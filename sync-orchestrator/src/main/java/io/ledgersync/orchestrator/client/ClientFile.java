package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.month.Used;
import io.ledgersync.orchestrator.plan.NightWindow;
import io.ledgersync.orchestrator.plan.Patience;
import io.ledgersync.orchestrator.run.Kind;
import io.ledgersync.orchestrator.run.Provider;
import io.ledgersync.orchestrator.run.Run;
import io.ledgersync.orchestrator.run.RunState;
import io.ledgersync.orchestrator.run.Word;
import io.ledgersync.wire.Traceparent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one client's syncs, open on the desk while its row is locked: the one place where runs are started,
 * sent and ended. What is decided here is written and announced together when the file is closed.
 */
public final class ClientFile {

    private static final Duration UNTIL_LISTENING = Duration.ofSeconds(5);

    private final Instant now;
    private final Patience patience;
    private final Supplier<NightWindow> nights;
    private final Supplier<String> runIds;
    private final Connections connections;
    private final OpenRuns runs;
    private final Map<String, Used> used = new HashMap<>();
    private final Predicate<Provider> monthSpent;
    private final List<SyncRequest> requests = new ArrayList<>();
    private Client client;
    private @Nullable Instant notDueBefore;
    private @Nullable String cause;

    /**
     * @param connection the live one; null when the client is not linked
     * @param open its runs that have not ended
     * @param nights the practice's, asked for only when a night is planned
     * @param monthSpent providers that answer the app no more calls this month
     */
    ClientFile(
            Client client,
            @Nullable Connection connection,
            Collection<TrackedRun> open,
            Patience patience,
            Supplier<NightWindow> nights,
            Predicate<Provider> monthSpent,
            Supplier<String> runIds,
            Instant now) {
        this.client = client;
        this.patience = patience;
        this.nights = nights;
        this.monthSpent = monthSpent;
        this.runIds = runIds;
        this.now = now;
        connections = new Connections(connection);
        runs = new OpenRuns(open);
    }

    /** Runs that start now belong to the trace of this W3C traceparent. */
    public ClientFile because(@Nullable String traceparent) {
        cause = traceparent;
        return this;
    }

    /** Whose file it is. */
    public Client client() {
        return client;
    }

    /** The live connection; null when the client is not linked. */
    public @Nullable Connection connection() {
        return connections.live();
    }

    /** A link event that is not newer than the newest changes nothing. */
    public boolean knows(long linkVersion) {
        return linkVersion <= client.linkVersion();
    }

    /** The client exists, or has another name. */
    public void named(String name, long version) {
        client = client.named(name, version);
    }

    /**
     * Its books may be read: an earlier connection ends, the first run begins. A connection that is there already got a
     * new authorisation: what only a person could put right is put right.
     */
    public void linked(
            String connectionId, Provider provider, String organisationId, String organisationName, long version) {
        client = client.atVersion(version);
        Connection earlier = connection();
        if (earlier != null && earlier.connectionId().equals(connectionId)) {
            if (earlier.blockedBy() != null && runs.first(Run::active) == null) {
                connections.put(earlier.unblocked());
                start(earlier.nextKind(), false);
            }
            return;
        }
        if (earlier != null) {
            end(earlier, "UNLINKED");
        }
        Instant night = nights.get().next(client.clientId(), now);
        connections.put(Connection.linked(
                connectionId, client, provider, organisationId, organisationName, now, night, afterAPeriod()));
        start(Kind.INITIAL, false);
    }

    /** A connection has ended; what was read stays. */
    public void unlinked(String connectionId, String reason, long version) {
        client = client.atVersion(version);
        Connection ended = connections.get(connectionId);
        if (ended != null && ended.live()) {
            end(ended, reason);
        }
    }

    /** The client is gone, and so is everything about it. */
    public void deleted(long version) {
        client = client.atVersion(version);
        Connection ended = connection();
        if (ended != null) {
            end(ended, "DELETED");
        }
        client = client.forgotten();
    }

    private void end(Connection ended, String reason) {
        runs.of(ended).forEach(run -> runs.put(run.cancelled(reason, now)));
        connections.put(ended.ended());
    }

    /** Somebody pressed Sync Now and waits. */
    public Asked askedByAPerson() {
        Connection connection = connection();
        if (connection == null) {
            return new Asked.NotLinked();
        }
        Run active = runs.first(Run::active);
        boolean mayCall = !monthSpent.test(connection.provider());
        if (active != null) {
            return new Asked.Active(mayCall ? hurry(active) : active);
        }
        if (!mayCall) {
            return new Asked.MonthSpent();
        }
        if (connection.incrementAt() != null) {
            Instant until = connection.incrementAt().plus(patience.coolDown());
            if (until.isAfter(now)) {
                return new Asked.CoolingDown(until);
            }
        }
        return new Asked.Started(start(connection.nextKind(), true));
    }

    /** Asked for together with many others: nobody waits. */
    public Asked askedAmongOthers() {
        Connection connection = connection();
        if (connection == null) {
            return new Asked.NotLinked();
        }
        Run active = runs.first(Run::active);
        return active != null ? new Asked.Active(active) : new Asked.Started(start(connection.nextKind(), false));
    }

    /** A connector or the store said something of a run; false when that changes nothing. */
    public boolean heard(Word word) {
        Run before = runs.get(word.runId());
        if (before == null) {
            return false;
        }
        Run run = before.after(word, now);
        if (run.equals(before)) {
            return false;
        }
        runs.put(run);
        used.merge(
                run.connectionId(),
                Used.between(before.reading().usage(), run.reading().usage()),
                Used::plus);
        if (!run.open()) {
            ended(run);
        } else if (mayUseTheReserve(run) && !monthSpent.test(connections.of(run).provider())) {
            // It became a person's while its connector, which did not know, gave it up.
            send(run);
        }
        return true;
    }

    private static boolean mayUseTheReserve(Run run) {
        return run.priority()
                && run.state() instanceof RunState.Paused paused
                && paused.reason().equals(RunState.Paused.RESERVE);
    }

    private void ended(Run run) {
        connections.after(run, now);
        if (run.state() instanceof RunState.Completed completed) {
            client = client.synced(completed.readAt());
        }
        Run aside = runs.first(other -> other.state() instanceof RunState.Paused paused && paused.resumeAt() == null);
        if (aside != null && runs.first(Run::active) == null) {
            runs.put(aside.queued(now));
        }
    }

    /**
     * Does what is due by now.
     *
     * @param listening everything said so far was heard, so that a silence is one
     */
    public void wake(boolean listening) {
        for (Run run : runs.all()) {
            if (Patience.isToResume(run, now)) {
                if (run.priority() && !monthSpent.test(connections.of(run).provider())) {
                    send(run);
                } else {
                    runs.put(run.queued(now));
                }
            } else if (patience.isOver(run, now)) {
                if (listening) {
                    send(run);
                } else {
                    notDueBefore = now.plus(UNTIL_LISTENING);
                }
            }
        }
        Connection connection = connection();
        if (connection != null && !connection.nightAt().isAfter(now)) {
            connections.put(connection.withNight(nights.get().next(client.clientId(), now)));
            if (!nights.get().paused() && connection.blockedBy() == null && runs.first(Run::active) == null) {
                start(connection.nextKind(), false);
            }
        }
        reconcileWhenDue();
    }

    private void reconcileWhenDue() {
        Connection connection = connection();
        if (connection == null || !isToReconcile(connection, now)) {
            return;
        }
        boolean paused = nights.get().paused();
        Instant next = paused ? nights.get().next(client.clientId(), now) : afterAPeriod();
        connections.put(connection.reconcilingAt(next));
        if (!paused) {
            start(Kind.RECONCILE, false);
        }
    }

    private boolean isToReconcile(Connection connection, Instant by) {
        return connection.reconciles()
                && !connection.reconciliation().dueAt().isAfter(by)
                && runs.first(Run::open) == null;
    }

    private Instant afterAPeriod() {
        return nights.get().next(client.clientId(), now.plus(patience.reconcileEvery()));
    }

    /** Sends a run that has waited for a place; nothing when it waits no more. */
    public void dispatch(String runId) {
        Run run = runs.get(runId);
        if (run == null || run.queuedAt() == null) {
            return;
        }
        if (run.kind().givesWay() && runs.first(Run::active) != null) {
            runs.put(run.gaveWay());
        } else {
            send(run);
        }
    }

    /** The practice changed its nights. */
    public void replanNight() {
        Connection connection = connection();
        if (connection != null) {
            connections.put(connection.withNight(nights.get().next(client.clientId(), now)));
        }
    }

    private Run start(Kind kind, boolean priority) {
        Connection connection = connection();
        if (connection == null) {
            throw new IllegalStateException("A run needs a live connection: client " + client.clientId());
        }
        Run aside = runs.first(run -> run.kind().givesWay() && run.state() instanceof RunState.Out);
        if (aside != null) {
            runs.put(aside.gaveWay());
        }
        Run run = Run.asked(
                runIds.get(),
                client.clientId(),
                connection.connectionId(),
                kind,
                priority,
                now,
                Traceparent.after(cause));
        runs.add(run);
        return run.priority() ? send(run) : run;
    }

    private Run hurry(Run run) {
        Run hurried = run.hurried();
        if (mayUseTheReserve(hurried)) {
            return send(hurried);
        }
        if (hurried.equals(run) || run.state() instanceof RunState.Fetched) {
            return run;
        }
        runs.put(hurried);
        if (run.queuedAt() != null) {
            return send(hurried);
        }
        if (run.out()) {
            requests.add(new SyncRequest(hurried, connections.of(hurried), false, now));
        }
        return hurried;
    }

    private Run send(Run run) {
        boolean firstRun = !client.everSent();
        client = client.withNextAttempt(now);
        Run sent = run.sent(client.lastAttempt(), now);
        runs.put(sent);
        requests.add(new SyncRequest(sent, connections.of(sent), firstRun, now));
        return sent;
    }

    /** Tells the announcer what was decided. */
    void announceTo(Announcer announcer) {
        requests.forEach(announcer::request);
        runs.announce(patience.announceEvery(), now, run -> {
            client = client.withNextRunVersion(now);
            announcer.changed(new RunChange(run, connections.of(run), client, now));
        });
        if (client.deleted()) {
            announcer.forget(client.clientId());
        }
    }

    /**
     * When the connection next needs something done by itself: its night, a resumption, a silence, an announcement;
     * null when it has ended.
     */
    @Nullable
    Instant dueAt(Connection connection) {
        if (!connection.live()) {
            return null;
        }
        Instant wake = runs.wakeAt(patience);
        Instant due = wake == null || connection.nightAt().isBefore(wake) ? connection.nightAt() : wake;
        if (isToReconcile(connection, due)) {
            due = connection.reconciliation().dueAt();
        }
        return notDueBefore != null && due.isBefore(notDueBefore) ? notDueBefore : due;
    }

    /** What a connection has used since the file was opened. */
    Used used(Connection connection) {
        return used.getOrDefault(connection.connectionId(), Used.NOTHING);
    }

    Connections connections() {
        return connections;
    }

    /**
     * Whether a connection's moment must be written: waking too early is harmless and cheaper than moving it at every
     * word; too late is not.
     */
    boolean isToMove(@Nullable Instant written, @Nullable Instant due) {
        return due == null || written == null || due.isBefore(written) || !written.isAfter(now);
    }

    Collection<TrackedRun> runs() {
        return runs.tracked();
    }
}
