package io.ledgersync.wire;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** How long a topic keeps what it holds. */
enum TopicKind {
    /** For ever. */
    HISTORY(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1")),
    /** 7 days: a request that nobody took for so long was sent again long ago. */
    REQUESTS(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            days(7))),
    /** 30 days. */
    EVENTS(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            days(30))),
    /**
     * The last of each key, compacted soon and in small segments: it is read whole whenever a partition changes hands.
     */
    STATE(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(2 * WireSettings.MAX_MESSAGE_BYTES),
            TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(Duration.ofMinutes(10).toMillis()),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1",
            TopicConfig.DELETE_RETENTION_MS_CONFIG, days(1))),
    /** The last of each key; tombstones stay 30 days, so that whoever reads slowly still sees them. */
    TABLE(Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(16 * WireSettings.MAX_MESSAGE_BYTES),
            TopicConfig.SEGMENT_MS_CONFIG, days(1),
            TopicConfig.DELETE_RETENTION_MS_CONFIG, days(30)));

    private final Map<String, String> configuration;

    TopicKind(Map<String, String> configuration) {
        this.configuration = configuration;
    }

    static TopicKind of(String topic) {
        return switch (topic) {
            case Topics.LINK_EVENTS -> HISTORY;
            case Topics.SYNC_EVENTS, Topics.DEAD_LETTERS -> EVENTS;
            case Topics.SYNC_RUNS, Topics.LEDGER_CHANGES -> TABLE;
            default -> perProvider(topic);
        };
    }

    private static TopicKind perProvider(String topic) {
        if (Arrays.stream(Provider.values())
                .anyMatch(provider -> Topics.syncRequests(provider).equals(topic))) {
            return REQUESTS;
        }
        if (Arrays.stream(Provider.values())
                .anyMatch(provider -> Topics.syncState(provider).equals(topic))) {
            return STATE;
        }
        throw new IllegalArgumentException("Not a topic of the contract: " + topic);
    }

    Map<String, String> configuration(short replication) {
        Map<String, String> complete = new HashMap<>(configuration);
        complete.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(WireSettings.MAX_MESSAGE_BYTES));
        complete.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(Math.max(1, replication - 1)));
        return complete;
    }

    private static String days(int days) {
        return String.valueOf(Duration.ofDays(days).toMillis());
    }
}
