package io.ledgersync.kit.take;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.state.RunState;
import io.ledgersync.contract.sync.SyncCancelled;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncFailed;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.pull.Heard;
import io.ledgersync.kit.run.Cursors;
import io.ledgersync.kit.run.End;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.Organisation;
import io.ledgersync.kit.run.Rota;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.kit.slice.CommitPace;
import io.ledgersync.kit.slice.DeadLetters;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.UndecodableRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests: starts their runs, lets them go on, or drops what says nothing new. */
public final class RequestTaker {
    private static final Logger LOGGER = LoggerFactory.getLogger(RequestTaker.class);
    private static final String REQUESTED = SyncRequested.getClassSchema().getFullName();

    private final EventCodec codec;
    private final RunBook book;
    private final Rota rota;
    private final CommitPace pace;
    private final DeadLetters deadLetters;
    private final List<ProducerRecord<byte[], byte[]>> unreadable = new ArrayList<>();

    public RequestTaker(EventCodec codec, RunBook book, Rota rota, CommitPace pace, DeadLetters deadLetters) {
        this.codec = codec;
        this.book = book;
        this.rota = rota;
        this.pace = pace;
        this.deadLetters = deadLetters;
    }

    /** @param silent an owner who said nothing of its last calls may have taken this request before */
    public void take(ConsumerRecord<byte[], byte[]> record, boolean silent, Instant now) {
        if (!REQUESTED.equals(EventHeaders.type(record.headers())) || record.value() == null) {
            return;
        }
        try {
            SpecificRecord value = codec.decode(record.topic(), record.value());
            if (value instanceof SyncRequested request) {
                String trace = EventHeaders.traceparent(record.headers());
                Optional<String> refusal = Cursors.refusal(request);
                if (refusal.isEmpty()) {
                    take(request, trace, record.partition(), silent, now);
                } else {
                    refuse(Cursors.withoutAny(request), refusal.get(), trace, record.partition(), silent, now);
                }
            }
        } catch (UndecodableRecord e) {
            LOGGER.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("A request cannot be decoded");
            unreadable.add(deadLetters.of(record, String.valueOf(e.getMessage()), now));
        }
    }

    /** Its run ends here, and says why. */
    private void refuse(
            SyncRequested request, String why, @Nullable String trace, int partition, boolean silent, Instant now) {
        take(request, trace, partition, silent, now);
        HeldRun run = book.organisation(request.getOrganisationId(), partition, false, now)
                .held(request.getRunId());
        if (run != null && run.end() == null && run.request().getAttempt() == request.getAttempt()) {
            book.end(run, new End.Failed(Heard.COULD_NOT_SYNC, why));
            pace.urgent();
        }
    }

    private void take(SyncRequested request, @Nullable String trace, int partition, boolean silent, Instant now) {
        Organisation organisation = book.organisation(request.getOrganisationId(), partition, silent, now);
        HeldRun held = organisation.held(request.getRunId());
        RunState left = organisation.left(request.getRunId());
        Take take = Take.of(request, organisation.attempts().get(request.getConnectionId()), known(held, left));
        organisation.attempted(request.getConnectionId(), request.getAttempt());
        switch (take) {
            case START -> {
                // Whoever links a QuickBooks company asks for its name; of Xero's organisations only the app's list.
                if (request.getKind() == RunKind.INITIAL && request.getProvider() == Provider.QBO) {
                    organisation.quota().calledByOurs(now);
                }
                start(organisation, request, trace, null, now);
            }
            case GO_ON -> {
                if (held != null && held.end() == null) {
                    pauseOthers(organisation, request, now);
                    held.goOnAs(request, trace);
                    rota.wake(held);
                } else {
                    start(organisation, request, trace, left, now);
                }
            }
            case SAY_END_AGAIN -> {
                HeldRun again = held != null ? held : new HeldRun(organisation, request, trace, left, now);
                again.goOnAs(request, trace);
                organisation.hold(again);
                End end = held != null && held.end() != null ? held.end() : end(left);
                book.end(again, end);
                pace.urgent();
            }
            case RAISE_PRIORITY -> {
                if (held != null) {
                    held.raisePriority();
                    rota.wake(held);
                }
            }
            case DROP -> {}
        }
        if (take != Take.DROP) {
            book.changed(organisation);
        }
        LOGGER.atInfo()
                .addKeyValue("clientId", request.getClientId())
                .addKeyValue("connectionId", request.getConnectionId())
                .addKeyValue("runId", request.getRunId())
                .addKeyValue("attempt", request.getAttempt())
                .addKeyValue("provider", request.getProvider())
                .addKeyValue("taken", take)
                .log("Request taken");
    }

    private void start(
            Organisation organisation,
            SyncRequested request,
            @Nullable String trace,
            @Nullable RunState left,
            Instant now) {
        pauseOthers(organisation, request, now);
        book.hold(new HeldRun(organisation, request, trace, left, now));
    }

    private void pauseOthers(Organisation organisation, SyncRequested request, Instant now) {
        for (HeldRun other : organisation.held()) {
            boolean sameConnection = other.connectionId().equals(request.getConnectionId());
            if (sameConnection && !other.runId().equals(request.getRunId()) && other.end() == null) {
                book.end(other, new End.Paused("REPLACED", "Another run of the connection took its place", now));
                pace.urgent();
            }
        }
    }

    private static Take.Known known(@Nullable HeldRun held, @Nullable RunState left) {
        if (held != null) {
            End end = held.end();
            if (end instanceof End.Failed || end instanceof End.Cancelled) {
                return Take.Known.FAILED_OR_CANCELLED;
            }
            return held.priority() ? Take.Known.HELD_WITH_PRIORITY : Take.Known.HELD;
        }
        if (left == null) {
            return Take.Known.UNKNOWN;
        }
        boolean mayGoOn = left.getEnd() instanceof SyncCompleted || left.getEnd() instanceof SyncPaused;
        return mayGoOn ? Take.Known.LEFT : Take.Known.FAILED_OR_CANCELLED;
    }

    private static End end(@Nullable RunState left) {
        Object said = left == null ? null : left.getEnd();
        if (said instanceof SyncFailed failed) {
            return new End.Failed(failed.getCode(), failed.getDetail());
        }
        if (said instanceof SyncCancelled cancelled) {
            return new End.Cancelled(cancelled.getReason());
        }
        throw new IllegalStateException("a run that has not failed has no such end: " + said);
    }

    /** Requests that are no events of ours, for the next commit. */
    public List<ProducerRecord<byte[], byte[]>> unreadable() {
        return unreadable;
    }

    public void forget() {
        unreadable.clear();
    }
}
