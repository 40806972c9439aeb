package io.ledgersync.tck;

import io.ledgersync.contract.LedgerKey;
import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Operation;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.wire.PartitionRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What a subscriber was given of one client's ledger, and what was wrong with it. Not thread-safe. */
final class Published {
    private final Map<String, Change> changes = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Set<String> eventIds = new HashSet<>();
    private final Set<Content> contents = new HashSet<>();
    private final List<Change> twice = new ArrayList<>();
    private final List<String> outOfOrder = new ArrayList<>();
    private final List<String> misplaced = new ArrayList<>();
    private @Nullable Sequence newest;

    /** What one run has published of a record. */
    private record Content(String run, String key, int length, int hash) {}

    void add(String key, int partition, int partitions, Change change, SpecificRecord event) {
        Sequence before = newest;
        newest = change.getSequence();
        if (before != null && History.ORDER.compare(before, change.getSequence()) >= 0) {
            outOfOrder.add("sequence " + change.getSequence() + " came after " + before);
        }
        if (!eventIds.add(change.getEventId())) {
            misplaced.add("event " + change.getEventId() + " came again");
        }
        place(key, partition, partitions, change);
        if (!(event instanceof RunEnded)) {
            changes.put(key, change);
            String json = change.getProviderJson();
            if (json != null
                    && !contents.add(new Content(change.getRunId(), key, json.length(), json.hashCode()))
                    && change.getOperation() == Operation.UPSERT) {
                twice.add(change);
            }
        }
    }

    private void place(String key, int partition, int partitions, Change change) {
        String client = change.getClientId();
        String right =
                new LedgerKey(client, change.getOrganisationId(), change.getSourceType(), change.getSourceId()).text();
        if (!right.equals(key)) {
            misplaced.add("the key of " + right + " is " + key);
        }
        if (PartitionRule.partition(client, partitions) != partition) {
            misplaced.add(key + " is in partition " + partition);
        }
        String other = keys.put(change.getSourceType() + ' ' + change.getSourceId(), key);
        if (other != null && !other.equals(key)) {
            misplaced.add(key + " was " + other + " before");
        }
    }

    /** The provider's JSON of every record of a type that the ledger holds, by its id. */
    Map<String, String> ledger(String type) {
        Map<String, String> ledger = new HashMap<>();
        held(type).forEach(change -> {
            String json = change.getProviderJson();
            if (json != null) {
                ledger.put(change.getSourceId(), json);
            }
        });
        return ledger;
    }

    /** The keys of a type whose last change lies before a place. */
    List<String> keysBefore(String organisation, String type, Sequence before) {
        return held(type)
                .filter(change -> change.getOrganisationId().equals(organisation)
                        && History.ORDER.compare(change.getSequence(), before) < 0)
                .map(Change::getSourceId)
                .sorted()
                .toList();
    }

    private Stream<Change> held(String type) {
        return changes.values().stream()
                .filter(change -> change.getSourceType().equals(type) && change.getOperation() == Operation.UPSERT);
    }

    List<String> outOfOrder() {
        return List.copyOf(outOfOrder);
    }

    /** Events that came again, keys and partitions that are not what the contract says. */
    List<String> misplaced() {
        return List.copyOf(misplaced);
    }

    /** What one run has published twice, letter by letter. */
    List<Change> twice() {
        return List.copyOf(twice);
    }

    boolean has(Sequence place) {
        return newest != null && History.ORDER.compare(newest, place) >= 0;
    }
}
