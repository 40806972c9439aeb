package io.ledgersync.kit.slice;

import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.state.RunState;
import io.ledgersync.contract.sync.RunRef;
import io.ledgersync.contract.sync.SyncCancelled;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncFailed;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncProgressed;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.contract.sync.Usage;
import io.ledgersync.kit.event.Envelopes;
import io.ledgersync.kit.event.Words;
import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.kit.pull.Sequence;
import io.ledgersync.kit.run.End;
import io.ledgersync.kit.run.HeldRun;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What a commit says of a run, on {@code sync.events} and in the state. */
public final class RunEvents {
    private final Envelopes envelopes;
    private final ChangeWriter changes;
    private final Forecast forecast;

    public RunEvents(Envelopes envelopes, ChangeWriter changes, Forecast forecast) {
        this.envelopes = envelopes;
        this.changes = changes;
        this.forecast = forecast;
    }

    /** A run as a commit leaves it: the event that says so (null when nothing is to be said) and its state. */
    record Said(@Nullable ProducerRecord<byte[], byte[]> event, RunState state) {}

    /** @param speak say how it goes although nothing has happened */
    Said said(HeldRun run, boolean speak, Instant now) {
        End end = run.end();
        SpecificRecord event = null;
        if (end != null) {
            event = ended(run, end, now);
        } else if (speak || run.touched()) {
            event = progressed(run, now);
        }
        RunState state = state(run, end == null ? null : event);
        return new Said(event == null ? null : envelope(run, event, now), state);
    }

    private SpecificRecord progressed(HeldRun run, Instant now) {
        return new SyncProgressed(
                ref(run.request()),
                run.nextSlice(),
                run.cursor(),
                streams(run),
                usage(run, now),
                run.waitingFor(now),
                forecast.end(run, now),
                now);
    }

    private SpecificRecord ended(HeldRun run, End end, Instant now) {
        RunRef ref = ref(run.request());
        if (end instanceof End.Paused paused) {
            return new SyncPaused(
                    ref,
                    paused.reason(),
                    paused.detail(),
                    paused.resumeAt(),
                    run.cursor(),
                    streams(run),
                    usage(run, now),
                    now);
        }
        if (end instanceof End.Failed failed) {
            return new SyncFailed(ref, failed.code(), failed.detail(), streams(run), usage(run, now), now);
        }
        if (end instanceof End.Cancelled cancelled) {
            return new SyncCancelled(ref, cancelled.reason(), now);
        }
        Conversation talk = run.opened();
        if (talk == null) {
            throw new IllegalStateException("run " + run.runId() + " completed without a turn");
        }
        Run read = talk.run();
        Sequence last = changes.ended(run, read, now);
        return new SyncCompleted(
                ref,
                read.watermarks(),
                Words.gaps(read.gaps()),
                streams(run),
                usage(run, now),
                Words.sequence(last),
                now);
    }

    private ProducerRecord<byte[], byte[]> envelope(HeldRun run, SpecificRecord event, Instant now) {
        SyncRequested request = run.request();
        String id = Envelopes.id(
                request.getRunId(),
                Long.toString(request.getAttempt()),
                event.getSchema().getName(),
                Long.toString(now.toEpochMilli()));
        return envelopes.ofClient(
                Topics.SYNC_EVENTS, request.getClientId(), request.getClientId(), event, id, now, run.trace());
    }

    private static RunState state(HeldRun run, @Nullable SpecificRecord end) {
        Conversation talk = run.opened();
        RunState saved = run.saved();
        Sequence last = talk == null ? null : talk.run().last();
        return new RunState(
                run.request(),
                run.slicesAfterCommit(),
                run.cursor(),
                streams(run),
                talk == null && saved != null ? saved.getUsage() : plain(talk),
                talk == null
                        ? (saved == null ? null : saved.getLastChange())
                        : last == null ? null : Words.sequence(last),
                end,
                run.trace());
    }

    private static List<StreamProgress> streams(HeldRun run) {
        Conversation talk = run.opened();
        RunState saved = run.saved();
        if (talk != null) {
            return Words.progress(talk.run().progress());
        }
        return saved == null ? List.of() : saved.getStreams();
    }

    private static Usage plain(@Nullable Conversation talk) {
        io.ledgersync.kit.pull.Usage usage =
                talk == null ? io.ledgersync.kit.pull.Usage.NONE : talk.run().usage();
        return new Usage(usage.calls(), usage.throttled(), usage.bytes(), null, null, usage.questions());
    }

    private static Usage usage(HeldRun run, Instant now) {
        Conversation talk = run.opened();
        RunState saved = run.saved();
        Usage usage = talk == null && saved != null
                ? Usage.newBuilder(saved.getUsage()).build()
                : plain(talk);
        usage.setDayRemaining(run.organisation().quota().dayRemaining());
        usage.setMinuteRemaining(run.organisation().quota().minuteRemaining(now));
        return usage;
    }

    private static RunRef ref(SyncRequested request) {
        return new RunRef(
                request.getRunId(),
                request.getAttempt(),
                request.getPracticeId(),
                request.getClientId(),
                request.getConnectionId(),
                request.getProvider(),
                request.getOrganisationId(),
                request.getKind());
    }
}
