package io.ledgersync.store.project;

import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.LedgerDocument;
import io.ledgersync.store.entity.Order;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.UndecodableRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one poll brought, put in order: the newest document of each key, how far each client has come, and what ended.
 *
 * <p>Within a batch only the highest sequence of a key is kept: the others would be overwritten at once.
 */
final class Batch {

    /** The last change of a client in this batch. */
    record Progress(String practiceId, String order) {}

    /** A record that no known schema reads. */
    record Unreadable(ConsumerRecord<byte[], byte[]> row, String reason) {}

    /** The end of a run, and the W3C traceparent that it came with. */
    record Ended(RunEnded event, @Nullable String trace) {}

    /** What stands on ledger.changes, as far as this version knows. */
    static final List<Schema> CHANGES = io.ledgersync.contract.ledger.Ledger.PROTOCOL.getTypes().stream()
            .filter(type -> EntityKind.hasClass(type.getFullName()) || type.equals(RunEnded.getClassSchema()))
            .toList();

    private final Map<EntityKind, Map<String, LedgerDocument>> newest = new LinkedHashMap<>();
    private final Map<String, Progress> progress = new LinkedHashMap<>();
    private final Map<String, String> practices = new LinkedHashMap<>();
    private final List<ClientLinked> linked = new ArrayList<>();
    private final Map<String, String> deleted = new LinkedHashMap<>();
    private final Map<Integer, List<Ended>> ended = new LinkedHashMap<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    /** Sorts the records of a poll; tombstones and what is no entity's change are passed over. */
    static Batch of(Iterable<ConsumerRecord<byte[], byte[]>> rows, EventCodec codec) {
        Batch batch = new Batch();
        for (ConsumerRecord<byte[], byte[]> row : rows) {
            String type = EventHeaders.type(row.headers());
            if (row.value() != null && type != null && isKnown(row.topic(), type)) {
                try {
                    batch.add(row, type, codec);
                } catch (UndecodableRecord unreadable) {
                    batch.unreadable.add(new Unreadable(row, unreadable.toString()));
                }
            }
        }
        return batch;
    }

    private static boolean isKnown(String topic, String type) {
        return topic.equals(Topics.LEDGER_CHANGES)
                ? EntityKind.ofEvent(type).isPresent()
                        || type.equals(RunEnded.getClassSchema().getFullName())
                : type.equals(ClientCreated.getClassSchema().getFullName())
                        || type.equals(ClientLinked.getClassSchema().getFullName())
                        || type.equals(ClientDeleted.getClassSchema().getFullName());
    }

    private void add(ConsumerRecord<byte[], byte[]> row, String type, EventCodec codec) {
        Optional<EntityKind> kind =
                row.topic().equals(Topics.LEDGER_CHANGES) ? EntityKind.ofEvent(type) : Optional.empty();
        if (kind.isEmpty()) {
            add(codec.decode(row.topic(), row.value()), row.partition(), EventHeaders.traceparent(row.headers()));
        } else if (EntityKind.hasClass(type)) {
            SpecificRecord event = codec.decode(row.topic(), row.value());
            addChange(kind.get(), (Change) Objects.requireNonNull(field(event, "change")), (IndexedRecord)
                    field(event, "entity"));
        } else {
            OpenChange.of(codec.decodeUnknown(row.topic(), row.value()))
                    .ifPresent(open -> addChange(kind.get(), open.change(), open.entity()));
        }
    }

    private static @Nullable Object field(IndexedRecord event, String name) {
        return event.get(event.getSchema().getField(name).pos());
    }

    private void add(SpecificRecord event, int partition, @Nullable String trace) {
        if (event instanceof RunEnded end) {
            ended.computeIfAbsent(partition, any -> new ArrayList<>()).add(new Ended(end, trace));
            moveOn(end.getChange());
        } else if (event instanceof ClientCreated created) {
            practices.put(created.getClientId(), created.getPracticeId());
        } else if (event instanceof ClientLinked link) {
            linked.add(link);
        } else if (event instanceof ClientDeleted gone) {
            deleted.put(gone.getClientId(), gone.getPracticeId());
        }
    }

    private void addChange(EntityKind kind, Change change, @Nullable IndexedRecord entity) {
        LedgerDocument document = LedgerDocument.of(kind, change, entity);
        newest.computeIfAbsent(kind, any -> new LinkedHashMap<>())
                .merge(document.id(), document, (one, other) -> other.newerThan(one) ? other : one);
        moveOn(change);
    }

    private void moveOn(Change change) {
        progress.merge(
                change.getClientId(),
                new Progress(change.getPracticeId(), Order.of(change.getSequence())),
                (one, other) -> one.order().compareTo(other.order()) >= 0 ? one : other);
    }

    Map<EntityKind, Map<String, LedgerDocument>> newest() {
        return newest;
    }

    /** How far each client has come with this batch, by client id. */
    Map<String, Progress> progress() {
        return progress;
    }

    /** Practices by client id, as the link events tell. */
    Map<String, String> practices() {
        return practices;
    }

    /** Links made, in order. */
    List<ClientLinked> linked() {
        return linked;
    }

    /** Deleted clients with their practices. */
    Map<String, String> deleted() {
        return deleted;
    }

    /** The ends of runs in order, by partition. */
    Map<Integer, List<Ended>> ended() {
        return ended;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }
}
