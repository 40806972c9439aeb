package io.ledgersync.kit.flow;

import io.ledgersync.kit.call.Receiver;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.Rota;
import io.ledgersync.kit.slice.CommitPace;
import io.ledgersync.kit.slice.ConnectorMetrics;
import io.ledgersync.kit.slice.Slice;
import io.ledgersync.kit.slice.SliceBuilder;
import io.ledgersync.kit.slice.SliceWriter;
import io.ledgersync.kit.take.Ownership;
import io.ledgersync.kit.take.RequestTaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes commits: gathers a slice, writes it in one transaction, and only then lets memory know. */
final class Committer {
    private static final Logger LOGGER = LoggerFactory.getLogger(Committer.class);

    private final SliceBuilder builder;
    private final SliceWriter writer;
    private final RequestTaker requests;
    private final Receiver receiver;
    private final Rota rota;
    private final CommitPace pace;
    private final ConnectorMetrics metrics;
    private final Clock clock;

    Committer(
            SliceBuilder builder,
            SliceWriter writer,
            RequestTaker requests,
            Receiver receiver,
            Rota rota,
            CommitPace pace,
            ConnectorMetrics metrics,
            Clock clock) {
        this.builder = builder;
        this.writer = writer;
        this.requests = requests;
        this.receiver = receiver;
        this.rota = rota;
        this.pace = pace;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Whether a commit is due: somebody waits for it, or it is time and there is something to say. */
    boolean due(Instant now) {
        return pace.atOnce()
                || pace.idle()
                || (pace.regular()
                        && (builder.anything(now) || !requests.unreadable().isEmpty()));
    }

    /**
     * Commits everything since the last commit.
     *
     * @param handOver the partitions are let go in order
     * @throws CommitFailed when it is not known to be committed
     */
    void commit(Ownership ownership, boolean handOver) {
        Instant now = clock.instant();
        pace.started();
        Slice slice = builder.build(now, handOver, requests.unreadable());
        writer.write(slice, ownership.offsets(handOver), ownership.assignment());
        pace.succeeded();
        requests.forget();
        receiver.releaseAnswers();
        for (Slice.Written written : slice.runs()) {
            HeldRun run = written.run();
            run.committed(written.state(), now, written.said());
            if (run.end() == null) {
                rota.wake(run);
            } else {
                run.organisation().leave(written.state());
                said(run);
            }
        }
        builder.committed();
        metrics.committed(Duration.between(now, clock.instant()));
    }

    private static void said(HeldRun run) {
        LOGGER.atInfo()
                .addKeyValue("clientId", run.request().getClientId())
                .addKeyValue("connectionId", run.connectionId())
                .addKeyValue("runId", run.runId())
                .addKeyValue("provider", run.request().getProvider())
                .addKeyValue("end", run.end())
                .log("Run left");
    }
}
