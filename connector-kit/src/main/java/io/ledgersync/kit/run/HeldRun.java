package io.ledgersync.kit.run;

import io.ledgersync.contract.state.RunState;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.Connector;
import io.ledgersync.kit.event.Words;
import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.KeysAsked;
import io.ledgersync.kit.pull.Patience;
import io.ledgersync.kit.pull.Plan;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.kit.pull.RunJson;
import io.ledgersync.kit.pull.Sequence;
import io.ledgersync.kit.pull.Turn;
import io.ledgersync.wire.Traceparent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One run in memory: its request, where it stands, and what it found since the last commit. Until its first turn it is
 * no more than its request and its cursor. Owned by the loop.
 */
public final class HeldRun {
    private static final Duration WORTH_SAYING = Duration.ofSeconds(1);

    private final Organisation organisation;
    private final List<ProducerRecord<byte[], byte[]>> changes = new ArrayList<>();
    private SyncRequested request;
    private String trace;
    private @Nullable RunState saved;
    /** Where it stands as long as it was never saved. */
    private String begins;

    private @Nullable Conversation conversation;
    private @Nullable List<Turn> turns;
    private @Nullable End end;
    private @Nullable String waitingFor;
    private @Nullable String saidToWaitFor;
    private Instant waitsFrom = Instant.EPOCH;
    private int slice;
    private int position;
    private boolean carries;
    private boolean touched = true;
    private boolean released;
    private Instant waitingSince;
    private Instant lastSaid = Instant.EPOCH;
    private int callsInFlight;
    private Duration callDuration = Duration.ZERO;
    private final Set<KeysAsked> storeAsked = new HashSet<>();
    private Instant storeAgain = Instant.EPOCH;
    private int storeFailures;

    /**
     * @param trace the W3C trace that its request belongs to
     * @param saved where the state has it; null for a run that is begun at its request's cursor
     */
    public HeldRun(
            Organisation organisation,
            SyncRequested request,
            @Nullable String trace,
            @Nullable RunState saved,
            Instant waitingSince) {
        this.trace = Traceparent.after(trace);
        this.organisation = organisation;
        this.begins = saved == null && request.getCursor() != null ? request.getCursor() : "";
        this.request = Cursors.without(request);
        this.saved = saved;
        this.slice = saved != null && saved.getRequest().getAttempt() == request.getAttempt() ? saved.getSlice() : 0;
        this.waitingSince = waitingSince;
    }

    public Organisation organisation() {
        return organisation;
    }

    public SyncRequested request() {
        return request;
    }

    /** The W3C trace of everything that it says. */
    public String trace() {
        return trace;
    }

    public String runId() {
        return request.getRunId();
    }

    public String connectionId() {
        return request.getConnectionId();
    }

    public boolean priority() {
        return request.getPriority();
    }

    @Nullable
    public RunState saved() {
        return saved;
    }

    /** The run at work; made from its cursor at its first turn. */
    public Conversation conversation(Connector connector, Patience patience) {
        if (conversation == null) {
            Plan plan = Words.plan(request);
            String cursor = cursor();
            Run run = cursor.isEmpty()
                    ? Run.begin(plan, connector.streams(), request.getAttempt())
                    : RunJson.read(cursor, plan, connector.streams(), request.getAttempt());
            conversation = new Conversation(connector, patience, run);
        }
        return conversation;
    }

    /** Where it stands, as text; empty before its first answer. */
    public String cursor() {
        if (conversation != null) {
            return RunJson.write(conversation.run());
        }
        return saved != null ? saved.getCursor() : begins;
    }

    @Nullable
    public Conversation opened() {
        return conversation;
    }

    /**
     * The exchanges that it may have now, asked for anew after everything that may change them; none may have become
     * some just by waiting.
     */
    public List<Turn> turns(Conversation talk, Instant now) {
        if (turns == null || turns.isEmpty()) {
            turns = new ArrayList<>(talk.ready(now));
        }
        return turns;
    }

    public void turnsMayHaveChanged() {
        turns = null;
    }

    /** The run goes on as a newer attempt; what it found as the older one is still published. */
    public void goOnAs(SyncRequested newer, @Nullable String newerTrace) {
        request = Cursors.without(newer);
        trace = Traceparent.after(newerTrace);
        slice = 0;
        position = 0;
        carries = false;
        touched = true;
    }

    public void raisePriority() {
        request = SyncRequested.newBuilder(request).setPriority(true).build();
        touched = true;
    }

    /** The place that its next change takes. */
    public Sequence place() {
        return new Sequence(request.getAttempt(), slice + 1, position);
    }

    /** A change that takes {@link #place()}. */
    public void add(ProducerRecord<byte[], byte[]> change) {
        changes.add(change);
        position++;
        carries = true;
        touched = true;
    }

    /** A record for another topic that belongs to the same commit. */
    public void addBeside(ProducerRecord<byte[], byte[]> other) {
        changes.add(other);
        touched = true;
    }

    public List<ProducerRecord<byte[], byte[]>> changes() {
        return changes;
    }

    /** The number of the slice that the next commit gives; 0 when it carries nothing. */
    public int nextSlice() {
        return carries ? slice + 1 : 0;
    }

    public int slicesAfterCommit() {
        return carries ? slice + 1 : slice;
    }

    public void committed(RunState now, Instant at, boolean said) {
        slice = slicesAfterCommit();
        saved = now;
        begins = "";
        position = 0;
        carries = false;
        touched = false;
        changes.clear();
        if (said) {
            lastSaid = at;
            saidToWaitFor = waitingFor(at);
        }
    }

    public void touch() {
        touched = true;
    }

    public boolean touched() {
        return touched;
    }

    /**
     * Whether it is time for a word although nothing was answered: it waits for something else than was said, or was
     * silent for long.
     */
    public boolean owesAWord(Duration silence, Instant now) {
        String waits = waitingFor(now);
        return lastSaid.plus(silence).isBefore(now) || (waits != null && !waits.equals(saidToWaitFor));
    }

    @Nullable
    public End end() {
        return end;
    }

    public void end(End how) {
        end = how;
        touched = true;
        if (how instanceof End.Cancelled) {
            changes.clear();
        }
    }

    /** The run ends where it was last saved; what it found since is not published. */
    public void breakDown(End.Failed why) {
        conversation = null;
        changes.clear();
        carries = false;
        end(why);
    }

    /** Answers of this run only free their places from now on. */
    void release() {
        released = true;
        changes.clear();
    }

    /** Whether its answers still count. */
    public boolean live() {
        return !released && end == null;
    }

    /** What it waits for, once it has waited so long that somebody may want to know; null while calls are in flight. */
    @Nullable
    public String waitingFor(Instant now) {
        return callsInFlight > 0 || waitsFrom.plus(WORTH_SAYING).isAfter(now) ? null : waitingFor;
    }

    public void waitFor(String what, Instant now) {
        waitsFrom = what.equals(waitingFor) ? waitsFrom : now;
        waitingFor = what;
    }

    Instant waitingSince() {
        return waitingSince;
    }

    public void called(Instant now) {
        waitingSince = now;
        callsInFlight++;
        waitingFor = null;
        turns = null;
    }

    public void answered() {
        callsInFlight--;
        turns = null;
    }

    public int callsInFlight() {
        return callsInFlight;
    }

    /** How long calls take, the newest counting for an eighth. */
    public Duration callDuration() {
        return callDuration;
    }

    public void answeredIn(Duration took) {
        callDuration = callDuration.isZero()
                ? took
                : callDuration.multipliedBy(7).plus(took).dividedBy(8);
    }

    /** @return false when that is being asked already */
    public boolean askStore(KeysAsked asked) {
        return storeAsked.add(asked);
    }

    public void storeAnswered(KeysAsked asked) {
        storeAsked.remove(asked);
    }

    public void storeGaveKeys() {
        storeFailures = 0;
    }

    public void storeGaveNone(Instant again) {
        storeFailures++;
        storeAgain = again;
    }

    public int storeFailures() {
        return storeFailures;
    }

    public Instant storeAgain() {
        return storeAgain;
    }
}
