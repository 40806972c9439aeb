package io.ledgersync.outbox;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log from where the slot stands, through the Debezium engine.
 *
 * <p>The position is kept by PostgreSQL, in the slot, and nowhere else: a second copy could only contradict it, after a
 * restored backup for instance.
 */
final class LogFollower implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogFollower.class);
    /** Longer than Debezium's own limit for starting and the stop that follows it. */
    private static final long STARTING_SECONDS = 70;

    private static final long ARRIVING_SECONDS = 3;
    private static final long ENDING_SECONDS = 1;

    /** Takes what the log told of, in its order; nothing at all is a heartbeat. */
    interface Listener {
        void told(List<Insert> inserts) throws Exception;
    }

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final CompletableFuture<Void> polling = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** Held while a batch is told. */
    private final Lock telling = new ReentrantLock();

    private final Listener listener;
    private final long mark;
    private final Thread runner;
    private boolean begun;

    private LogFollower(RelaySettings settings, long mark, Listener listener) {
        this.mark = mark;
        this.listener = listener;
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(configuration(settings))
                .using(LogFollower.class.getClassLoader())
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        polling.complete(null);
                    }
                })
                .using((success, message, error) -> ended(success, message, error))
                .notifying(this::handle)
                .build();
        runner = new Thread(engine, "outbox-log " + settings.slotName());
        // Whatever Debezium waits for, no process stays for it.
        runner.setDaemon(true);
    }

    /** @param mark a position in the log that the slot had not passed when it was taken */
    static LogFollower start(RelaySettings settings, long mark, Listener listener) {
        LogFollower follower = new LogFollower(settings, mark, listener);
        follower.runner.start();
        return follower;
    }

    /** Completes when it follows; fails when it could not begin to. */
    CompletableFuture<Void> polling() {
        return polling;
    }

    /** Completes when it no longer follows; fails with the reason when nobody closed it. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Waits until it may be closed, as the engine cannot be while it starts, and lets arrive what is being told. */
    @Override
    public void close() throws IOException {
        try {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the engine was ending", e);
        }
    }

    private void end() throws IOException, InterruptedException {
        if (!settled(polling, STARTING_SECONDS)) {
            throw new IOException("The engine neither started nor failed within " + STARTING_SECONDS + " s");
        }
        // The engine interrupts whoever is being told; after Kafka's acknowledgement, before the row is deleted, that
        // would be an event twice.
        boolean arrived = telling.tryLock(ARRIVING_SECONDS, TimeUnit.SECONDS);
        try {
            if (!ended.isDone()) {
                engine.close();
            }
        } finally {
            if (arrived) {
                telling.unlock();
            }
        }
        if (!settled(ended, ENDING_SECONDS)) {
            // Debezium 3.6 tells that it polls before it has submitted the polling: a close in between may drop that
            // from the executor, and the engine waits for it without end.
            runner.interrupt();
            if (!settled(ended, ENDING_SECONDS)) {
                LOGGER.atWarn().log("The Debezium engine was closed and does not end; it is left to itself");
            }
        }
    }

    private void ended(boolean success, @Nullable String message, @Nullable Throwable error) {
        if (success) {
            polling.completeExceptionally(new RelayFailure("The engine ended before it followed the log"));
            ended.complete(null);
        } else {
            RelayFailure failure = error == null
                    ? new RelayFailure(String.valueOf(message))
                    : new RelayFailure(String.valueOf(message), error);
            polling.completeExceptionally(failure);
            ended.completeExceptionally(failure);
        }
    }

    private void handle(
            List<RecordChangeEvent<SourceRecord>> records,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        telling.lockInterruptibly();
        try {
            List<Insert> inserts = new ArrayList<>(records.size());
            for (RecordChangeEvent<SourceRecord> record : records) {
                checkBeginning(record.record());
                insert(record.record()).ifPresent(inserts::add);
            }
            tell(inserts);
            for (RecordChangeEvent<SourceRecord> record : records) {
                committer.markProcessed(record);
            }
            committer.markBatchFinished();
        } finally {
            telling.unlock();
        }
    }

    private void tell(List<Insert> inserts) throws InterruptedException {
        try {
            listener.told(inserts);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new RelayFailure("A batch could not be relayed: " + e.getMessage(), e);
        }
    }

    /**
     * The slot that was taken tells of the mark, at the latest. Debezium makes a new one when somebody dropped it
     * since, and what was said in between stands in the table alone.
     */
    private void checkBeginning(SourceRecord record) {
        if (!begun && record.value() instanceof Struct change && change.schema().field("source") != null) {
            if (change.getStruct("source").getInt64("lsn") > mark) {
                throw new RelayFailure("The replication slot is not the one that was taken");
            }
            begun = true;
        }
    }

    private static Optional<Insert> insert(SourceRecord record) {
        if (record.value() instanceof Struct change
                && change.schema().field("after") != null
                && "c".equals(change.getString("op"))) {
            return Optional.of(new Insert(
                    change.getStruct("after").getInt64("position"),
                    change.getStruct("source").getInt64("txId")));
        }
        return Optional.empty();
    }

    private static boolean settled(CompletableFuture<Void> future, long seconds) throws InterruptedException {
        try {
            future.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static Properties configuration(RelaySettings settings) {
        Properties p = new Properties();
        p.setProperty("name", settings.slotName());
        p.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        p.setProperty("topic.prefix", settings.slotName());
        p.setProperty("plugin.name", "pgoutput");
        p.setProperty("slot.name", settings.slotName());
        p.setProperty("slot.max.retries", "0");
        p.setProperty("publication.name", "outbox");
        p.setProperty("publication.autocreate.mode", "disabled");
        p.setProperty("snapshot.mode", "no_data");
        p.setProperty("table.include.list", ".*\\.outbox");
        p.setProperty("column.include.list", ".*\\.outbox\\.position");
        p.setProperty("tombstones.on.delete", "false");
        p.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        p.setProperty("offset.flush.interval.ms", "1000");
        p.setProperty("poll.interval.ms", String.valueOf(settings.pollInterval().toMillis()));
        p.setProperty("max.batch.size", "500");
        p.setProperty("max.queue.size", "2000");
        p.setProperty(
                "heartbeat.interval.ms", String.valueOf(settings.heartbeat().toMillis()));
        p.setProperty("heartbeat.action.query", Slot.MARK);
        p.setProperty("record.processing.threads", "1");
        p.setProperty("internal.task.management.timeout.ms", "30000");
        // A failure ends the term: the next one begins with the table again, which no retry inside the engine would do.
        p.setProperty("errors.max.retries", "0");
        database(settings, p);
        return p;
    }

    private static void database(RelaySettings settings, Properties p) {
        Properties url = Driver.parseURL(settings.jdbcUrl(), null);
        if (url == null) {
            throw new IllegalArgumentException("ledgersync.database.url is no address of a PostgreSQL database");
        }
        p.setProperty("database.hostname", taken(url, PGProperty.PG_HOST));
        p.setProperty("database.port", taken(url, PGProperty.PG_PORT));
        p.setProperty("database.dbname", taken(url, PGProperty.PG_DBNAME));
        p.setProperty("database.user", settings.user());
        p.setProperty("database.password", settings.password());
        for (String name : url.stringPropertyNames()) {
            p.setProperty("driver." + name, url.getProperty(name));
        }
    }

    private static String taken(Properties url, PGProperty property) {
        Object value = url.remove(property.getName());
        return value == null ? "" : value.toString();
    }
}
