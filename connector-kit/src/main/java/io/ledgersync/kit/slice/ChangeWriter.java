package io.ledgersync.kit.slice;

import io.ledgersync.contract.LedgerKey;
import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Operation;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.Connector;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.TooLargeRecord;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.kit.event.Envelopes;
import io.ledgersync.kit.event.Words;
import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.Found;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.kit.pull.Sequence;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.wire.UnserialisableRecord;
import io.ledgersync.wire.WireSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a run found becomes changes of the ledger, serialised and measured once, when it is found. A record that cannot
 * be read or serialised, or that is larger than the topics allow, becomes a dead letter and a gap of its run.
 */
public final class ChangeWriter {
    /** What is left for key, headers and the batch around a record. */
    private static final int AROUND = 4 * 1024;

    private static final String RUN = "Run";
    private static final String TOO_LARGE = "TOO_LARGE";

    private final Envelopes envelopes;
    private final DeadLetters deadLetters;
    private final ConnectorMetrics metrics;
    private final Provider provider;
    private final Map<String, LedgerKind<?>> kinds;
    private final int mostBytes;

    public ChangeWriter(Connector connector, Envelopes envelopes, DeadLetters deadLetters, ConnectorMetrics metrics) {
        this(connector, envelopes, deadLetters, metrics, WireSettings.MAX_RECORD_BYTES - AROUND);
    }

    public ChangeWriter(
            Connector connector,
            Envelopes envelopes,
            DeadLetters deadLetters,
            ConnectorMetrics metrics,
            int mostBytes) {
        this.envelopes = envelopes;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.provider = Words.provider(connector.provider());
        this.kinds = connector.streams().stream().collect(Collectors.toMap(LedgerStream::name, LedgerStream::kind));
        this.mostBytes = mostBytes;
    }

    /** Adds what was found to the run's next slice. */
    public void write(HeldRun run, Conversation conversation, List<Found> found, Instant observedAt) {
        Sequence last = null;
        for (Found one : found) {
            Sequence place = run.place();
            ProducerRecord<byte[], byte[]> change = change(run, one, place, observedAt);
            if (change == null) {
                conversation.deadLettered(one);
            } else {
                run.add(change);
                last = place;
            }
        }
        if (last != null) {
            conversation.publishedUntil(last);
        }
        metrics.records(found.size());
    }

    private @Nullable ProducerRecord<byte[], byte[]> change(HeldRun run, Found found, Sequence place, Instant at) {
        Row row = found.row();
        UnreadableRecord unreadable = row.unreadable();
        if (unreadable != null) {
            run.addBeside(deadLetters.of(
                    run,
                    found.stream(),
                    unreadable.sourceType(),
                    unreadable.sourceId(),
                    unreadable instanceof TooLargeRecord ? TOO_LARGE : "UNREADABLE",
                    text(unreadable),
                    content(row, unreadable),
                    at));
            return null;
        }
        LedgerRecord read = row.read();
        Function<String, ProducerRecord<byte[], byte[]>> dead = code -> deadLetters.of(
                run,
                found.stream(),
                read.sourceType(),
                read.sourceId(),
                code,
                code,
                DeadLetters.Content.of(row.json()),
                at);
        if (row.json().length > mostBytes) {
            run.addBeside(dead.apply(TOO_LARGE));
            return null;
        }
        try {
            Change change = change(run.request(), read, row.json(), place, at);
            LedgerKind<?> kind = kinds.get(found.stream());
            if (kind == null) {
                throw new IllegalStateException("no stream \"" + found.stream() + '"');
            }
            ProducerRecord<byte[], byte[]> event = envelopes.ofClient(
                    Topics.LEDGER_CHANGES,
                    key(run.request(), read.sourceType(), read.sourceId()),
                    run.request().getClientId(),
                    kind.event(change, read.entity()),
                    change.getEventId(),
                    at,
                    run.trace());
            if (event.value().length <= mostBytes) {
                return event;
            }
            run.addBeside(dead.apply(TOO_LARGE));
        } catch (UnserialisableRecord e) {
            run.addBeside(deadLetters.of(
                    run,
                    found.stream(),
                    read.sourceType(),
                    read.sourceId(),
                    "UNSERIALISABLE",
                    text(e),
                    DeadLetters.Content.of(row.json()),
                    at));
        }
        return null;
    }

    private static DeadLetters.Content content(Row row, UnreadableRecord unreadable) {
        return unreadable instanceof TooLargeRecord large
                ? new DeadLetters.Content(ByteBuffer.wrap(large.head()), large.length(), large.digest())
                : DeadLetters.Content.of(row.json());
    }

    private Change change(SyncRequested request, LedgerRecord read, byte[] json, Sequence place, Instant at) {
        return new Change(
                eventId(request, place),
                request.getPracticeId(),
                request.getClientId(),
                provider,
                request.getOrganisationId(),
                request.getConnectionId(),
                request.getRunId(),
                Words.sequence(place),
                at,
                read.sourceType(),
                read.sourceId(),
                read.updatedAt(),
                read.deleted() ? Operation.DELETE : Operation.UPSERT,
                json.length == 0 ? null : new String(json, StandardCharsets.UTF_8));
    }

    /** Adds the run's last change: what stands before it is all that the run has read. */
    Sequence ended(HeldRun run, Run read, Instant at) {
        SyncRequested request = run.request();
        Sequence place = run.place();
        LedgerRecord end = new LedgerRecord(RUN, request.getConnectionId(), null, false, null);
        Change change = change(request, end, new byte[0], place, at);
        run.add(envelopes.ofClient(
                Topics.LEDGER_CHANGES,
                key(request, RUN, request.getConnectionId()),
                request.getClientId(),
                new RunEnded(change, request.getKind(), read.firstAttempt(), read.published(), read.reportCounts()),
                change.getEventId(),
                at,
                run.trace()));
        return place;
    }

    private static String key(SyncRequested request, String sourceType, String sourceId) {
        return new LedgerKey(request.getClientId(), request.getOrganisationId(), sourceType, sourceId).text();
    }

    private static String eventId(SyncRequested request, Sequence place) {
        return Envelopes.id(
                request.getRunId(),
                Long.toString(place.attempt()),
                Integer.toString(place.slice()),
                Integer.toString(place.position()));
    }

    private static String text(RuntimeException why) {
        String message = why.getMessage();
        return message == null ? why.getClass().getSimpleName() : message;
    }
}
