package io.ledgersync.kit.take;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions of the requests are owned, how far each is taken, and under which assignment. What is owned is
 * worked on only once it is loaded: the committed offset first, then the state, as whoever committed the one has
 * committed the other with it.
 */
public final class Ownership implements ConsumerRebalanceListener {
    /**
     * How the last commit of an owner begins who lets its partitions go in order; behind it stands which of its
     * hand-overs it was.
     */
    private static final String HANDED_OVER = "handed-over ";

    private static final Logger LOGGER = LoggerFactory.getLogger(Ownership.class);

    /** What the loop does when partitions go. */
    public interface Leaving {

        /** They go in order: commit their work, name the calls in flight. */
        void handOver();

        /** They are gone: forget their work. */
        void drop();
    }

    /** Takes over what the state has. */
    public interface Loading {

        /**
         * @param partitions what is owned
         * @param silent those whose owner before said nothing of its last calls
         * @param mine those that nobody else has owned since this replica let them go
         */
        void load(Set<Integer> partitions, Set<Integer> silent, Set<Integer> mine);
    }

    private final Consumer<byte[], byte[]> consumer;
    private final Leaving leaving;
    private final Set<TopicPartition> owned =
            new TreeSet<>((one, other) -> Integer.compare(one.partition(), other.partition()));
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    /** Requests below were there when the partition was taken over from an owner who said nothing. */
    private final Map<TopicPartition, Long> silentBefore = new HashMap<>();

    private final String replica;
    private @Nullable ConsumerGroupMetadata assignment;
    private int handOvers;
    private boolean joined;
    private boolean loaded;
    private boolean fresh;

    /** @param replica a name that no other replica ever had */
    public Ownership(Consumer<byte[], byte[]> consumer, String replica, Leaving leaving) {
        this.consumer = consumer;
        this.replica = replica;
        this.leaving = leaving;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        owned.addAll(partitions);
        positions.clear();
        assignment = consumer.groupMetadata();
        joined = true;
        loaded = false;
        fresh = true;
        consumer.pause(owned);
        LOGGER.atInfo().addKeyValue("partitions", owned.size()).log("Partitions assigned");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (loaded && !owned.isEmpty()) {
            handOvers++;
            leaving.handOver();
        }
        letGo();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOGGER.atWarn().addKeyValue("partitions", partitions.size()).log("Partitions lost");
        joined = false;
        letGo();
    }

    /** The assignor is eager: everything goes, and what stays is assigned again. */
    private void letGo() {
        leaving.drop();
        owned.clear();
        positions.clear();
        silentBefore.clear();
        loaded = false;
    }

    /** Everything must be read again. */
    public void reload() {
        loaded = false;
        if (!owned.isEmpty()) {
            consumer.pause(owned);
        }
    }

    /** Whether the group knows this replica, whatever it was given. */
    public boolean joined() {
        return joined;
    }

    public boolean owns() {
        return !owned.isEmpty();
    }

    public boolean loaded() {
        return loaded;
    }

    public int partitions() {
        return owned.size();
    }

    /** Reads committed offsets and state of everything owned, and goes on from there. */
    public void load(Loading loading) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(owned);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(owned);
        Map<TopicPartition, Long> ends = consumer.endOffsets(owned);
        Map<TopicPartition, Long> from = new HashMap<>();
        Set<Integer> silent = new HashSet<>();
        Set<Integer> mine = new HashSet<>();
        for (TopicPartition partition : owned) {
            OffsetAndMetadata offset = committed.get(partition);
            long position = offset == null ? beginnings.getOrDefault(partition, 0L) : offset.offset();
            // Calls start only after a commit: where there is none, nobody has called.
            if (!fresh || (offset != null && offset.metadata().equals(word()))) {
                mine.add(partition.partition());
            } else if (offset != null && !offset.metadata().startsWith(HANDED_OVER)) {
                silent.add(partition.partition());
                silentBefore.put(partition, ends.getOrDefault(partition, 0L));
            }
            from.put(partition, position);
        }
        loading.load(owned.stream().map(TopicPartition::partition).collect(Collectors.toSet()), silent, mine);
        positions.putAll(from);
        from.forEach(consumer::seek);
        consumer.resume(owned);
        loaded = true;
        fresh = false;
    }

    /** Whether an owner who said nothing may have taken this request before. */
    public boolean silentlyTaken(TopicPartition partition, long offset) {
        return offset < silentBefore.getOrDefault(partition, 0L);
    }

    public void taken(TopicPartition partition, long offset) {
        positions.put(partition, offset + 1);
    }

    /**
     * The position of every partition owned, moved or not: without offsets a commit would not be checked.
     *
     * @param handOver the partitions are let go in order; where requests that a silent owner may have taken are not
     *     taken again yet, nothing can be said of that owner's calls
     */
    public Map<TopicPartition, OffsetAndMetadata> offsets(boolean handOver) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach((partition, offset) -> {
            String word = handOver && !silentlyTaken(partition, offset) ? word() : "";
            offsets.put(partition, new OffsetAndMetadata(offset, word));
        });
        return offsets;
    }

    private String word() {
        return HANDED_OVER + replica + ' ' + handOvers;
    }

    /** The assignment under which the work is done. */
    public ConsumerGroupMetadata assignment() {
        ConsumerGroupMetadata current = assignment;
        if (current == null) {
            throw new IllegalStateException("nothing was ever assigned");
        }
        return current;
    }
}
