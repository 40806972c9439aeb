package io.ledgersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.Connector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;

/** One organisation's runs from its first to its last, and what happens meanwhile. */
final class Story implements AutoCloseable {
    private static final Duration RUN = Duration.ofSeconds(120);
    /** What a story should take at most; a busy machine may need longer. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final long beganNanos = System.nanoTime();
    private final Stage stage;
    private final Connector connector;
    private final String organisation;
    private final String client;
    private final Mischief mischief;
    private final Set<String> notCompared;
    private final Random random;
    private final Instant began;
    private final List<String> runs = new ArrayList<>();
    private final List<Instant> kills = new ArrayList<>();
    private final List<Integer> killedAt = new ArrayList<>();
    private boolean disturbed;
    private int callsOfTheFirstRun;

    Story(
            Stage stage,
            Connector connector,
            String organisation,
            Scribbler scribbler,
            Set<String> notCompared,
            Random random) {
        this.stage = stage;
        this.connector = connector;
        this.organisation = organisation;
        this.client = "client-of-" + organisation;
        this.notCompared = notCompared;
        this.random = random;
        this.began = stage.now();
        this.mischief = new Mischief(stage.sandbox(), connector.provider().name(), organisation, scribbler);
    }

    String organisation() {
        return organisation;
    }

    Mischief mischief() {
        return mischief;
    }

    /** The fewest calls of the first run. */
    int least() {
        return stage.sandbox().query().minimumInitialCalls(organisation);
    }

    int callsOfTheFirstRun() {
        return callsOfTheFirstRun;
    }

    /** Asks for a run: the first without watermarks. */
    SyncRequested ask(Map<String, String> watermarks) {
        return asked(stage.requests().ask(client, organisation, watermarks));
    }

    /** Asks for everything to be read once more. */
    SyncRequested askForAll() {
        return asked(stage.requests().askForAll(client, organisation));
    }

    private SyncRequested asked(SyncRequested request) {
        runs.add(request.getRunId());
        return request;
    }

    /**
     * The replica that reads the organisation goes, so many calls from now.
     *
     * @return false when nobody went, as the run was over before
     */
    boolean lose(SyncRequested run, int callsFromNow, boolean killed) {
        int due = mischief.calls() + callsFromNow;
        Awaitility.await()
                .atMost(RUN)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> mischief.calls() >= due || stage.requests().hasCompleted(run));
        if (stage.requests().hasCompleted(run)) {
            return false;
        }
        disturbed = true;
        stage.lose(organisation, random, killed);
        if (killed) {
            kills.add(stage.now());
            killedAt.add(mischief.calls());
        }
        return true;
    }

    /** Waits for a run's end, and until all that it published has come. */
    SyncCompleted completed(SyncRequested request) throws InterruptedException {
        SyncCompleted completed = stage.requests().completed(request, RUN, stage::logs);
        Awaitility.await().atMost(RUN).until(() -> stage.history().has(client, completed.getSequence()));
        if (runs.size() == 1) {
            callsOfTheFirstRun = stage.sandbox().query().calls(organisation).size();
        }
        return completed;
    }

    /** Holds guarantees against what has happened until a run's end. */
    void holds(SyncCompleted run, Guarantee... guarantees) {
        Trial trial = new Trial(
                connector,
                stage.sandbox(),
                stage.history(),
                notCompared,
                client,
                organisation,
                began,
                List.copyOf(runs),
                new Trial.Blows(List.copyOf(kills), disturbed, mischief.brokenAnswers()));
        for (Guarantee guarantee : guarantees) {
            assertThat(guarantee.broken(trial))
                    .as(
                            "%s after run %d (%s); %s",
                            guarantee.getClass().getSimpleName(),
                            runs.size(),
                            run.getRun().getRunId(),
                            this)
                    .isEmpty();
        }
    }

    @Override
    public void close() {
        Duration took = Duration.ofNanos(System.nanoTime() - beganNanos);
        System.err.println(this + ", " + took.toMillis() + " ms" + (took.compareTo(LONGEST) > 0 ? ", too long" : ""));
        stage.leave(organisation, client, runs);
    }

    @Override
    public String toString() {
        return organisation + " with " + stage.replicas() + " replicas, killed at calls " + killedAt + ", " + mischief;
    }
}
