package io.ledgersync.kit.flow;

import io.ledgersync.kit.slice.CommitPace;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code ledgersync.connector.*}: how much a connector's replica does at a time.
 *
 * @param memory bytes that answers may take until they are committed, three for each byte of a body; an answer that
 *     takes more than a quarter is asked for in smaller parts, a record that does becomes a dead letter
 * @param commitInterval the longest time between an answer and its commit; a crash repeats at most this much
 * @param callTimeout how long a provider may take to answer a call; its place counts as taken that long
 * @param sessionTimeout after how long of silence a replica's partitions are given to others; more than six seconds
 * @param calls calls in flight at most, those not counted that have hung for ten seconds; with them, four times as many
 * @param grace how long a replica that stops or hands over waits for the calls in flight: what is not answered by then
 *     is asked again by the next owner, and keeps its place until its time-out; a full page takes five seconds
 * @param replicaId names the replica in logs, as a client of Kafka and towards the link service; random when not given
 */
@ConfigurationProperties("ledgersync.connector")
public record ConnectorSettings(
        DataSize memory,
        Duration commitInterval,
        Duration callTimeout,
        Duration sessionTimeout,
        int calls,
        Duration grace,
        String replicaId) {

    public ConnectorSettings(
            @DefaultValue("128MB") DataSize memory,
            @DefaultValue("3s") Duration commitInterval,
            @DefaultValue("120s") Duration callTimeout,
            @DefaultValue("10s") Duration sessionTimeout,
            @DefaultValue("500") int calls,
            @DefaultValue("6s") Duration grace,
            @Nullable String replicaId) {
        require(memory.toBytes() >= DataSize.ofMegabytes(1).toBytes(), "memory", memory, "at least 1MB");
        boolean positive = !commitInterval.isNegative() && !commitInterval.isZero();
        require(
                positive && commitInterval.compareTo(CommitPace.FRESH) < 0,
                "commit-interval",
                commitInterval,
                "more than 0s and less than 6s");
        require(callTimeout.compareTo(Duration.ofSeconds(1)) >= 0, "call-timeout", callTimeout, "at least 1s");
        require(
                sessionTimeout.compareTo(CommitPace.FRESH) > 0,
                "session-timeout",
                sessionTimeout,
                "more than 6s, as calls are started that long after a commit");
        require(calls > 0, "calls", calls, "at least 1");
        require(!grace.isNegative(), "grace", grace, "not negative");
        this.memory = memory;
        this.commitInterval = commitInterval;
        this.callTimeout = callTimeout;
        this.sessionTimeout = sessionTimeout;
        this.calls = calls;
        this.grace = grace;
        this.replicaId =
                replicaId == null || replicaId.isBlank() ? UUID.randomUUID().toString() : replicaId;
    }

    private static void require(boolean holds, String key, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "ledgersync.connector." + key + " is " + value + " but must be " + allowed);
        }
    }
}
