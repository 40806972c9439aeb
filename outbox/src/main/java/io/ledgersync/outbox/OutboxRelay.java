package io.ledgersync.outbox;

import io.ledgersync.wire.WireSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays an outbox to Kafka: one replica at a time, in terms.
 *
 * <pre>
 *  STOPPED ── start ──► STANDBY ── has the lock ──► CATCHING_UP ── table sent ──► RELAYING
 *                          ▲                             │                            │
 *                          └────── after a pause ── FAILED ◄──── anything fails ──────┘
 * </pre>
 *
 * <p>A term takes the lock and the slot, sends every row in the table in order, then follows the log. A row is deleted
 * once Kafka has acknowledged its event, so whoever dies in between repeats the event, with the same {@code ce_id}, and
 * loses none.
 */
public final class OutboxRelay implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration STANDBY_PAUSE = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final int SILENT_HEARTBEATS = 15;
    private static final long UNSEEN_MILLIS = 1;

    private final RelaySettings settings;
    private final WireSettings wire;
    private final OutboxMetrics metrics;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private volatile RelayHealth health = new RelayHealth(RelayHealth.State.STOPPED, null);
    private volatile long lastSign;
    private volatile @Nullable Session session;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private @Nullable Thread thread;

    public OutboxRelay(RelaySettings settings, WireSettings wire, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.wire = wire;
        metrics = new OutboxMetrics(meters, settings.slotName(), clock, this::health);
    }

    /** Begins to relay, or to stand by. A closed relay does not start again. */
    public synchronized void start() {
        if (thread != null || closing.isDone()) {
            throw new IllegalStateException("The relay was started before");
        }
        thread = new Thread(this::relay, "outbox-relay " + settings.slotName());
        thread.start();
    }

    /** How it is now. */
    public RelayHealth health() {
        RelayHealth said = health;
        Duration silence = Duration.ofNanos(System.nanoTime() - lastSign);
        return said.state() == RelayHealth.State.RELAYING
                        && silence.compareTo(settings.heartbeat().multipliedBy(SILENT_HEARTBEATS)) > 0
                ? new RelayHealth(RelayHealth.State.FAILED, "The log has been silent for " + silence.toSeconds() + " s")
                : said;
    }

    /** Lets what is on its way arrive, gives up the lock and ends. */
    @Override
    public synchronized void close() {
        closing.complete(null);
        if (thread == null) {
            return;
        }
        try {
            thread.join(GRACE.toMillis());
            if (thread.isAlive()) {
                abort();
                thread.join(GRACE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort();
        }
    }

    private void relay() {
        Duration pause = FIRST_PAUSE;
        while (!closing.isDone()) {
            try {
                term();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (Exception e) {
                if (closing.isDone()) {
                    break;
                }
                boolean relayed = health.state() == RelayHealth.State.RELAYING;
                failed(e);
                pause = relayed ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                closingWithin(pause);
            }
        }
        say(RelayHealth.State.STOPPED, null);
    }

    private void term() throws Exception {
        try (Session own = Session.open(settings)) {
            session = own;
            if (!lockTaken(own)) {
                return;
            }
            say(RelayHealth.State.CATCHING_UP, null);
            long mark = own.slot(settings.slotName()).take();
            Producer<byte[], byte[]> sender = sender();
            producer = sender;
            try {
                own.publishAll(new Wave(sender, wire.partitions(), metrics), closing::isDone);
                if (!closing.isDone()) {
                    follow(own, mark, sender);
                }
            } finally {
                // What has no answer by now is sent again by the next term; it must not arrive after that.
                sender.close(Duration.ZERO);
            }
        } finally {
            session = null;
            producer = null;
        }
    }

    private void follow(Session own, long mark, Producer<byte[], byte[]> sender) throws Exception {
        try (LogFollower follower = LogFollower.start(settings, mark, told -> told(own, sender, told))) {
            CompletableFuture.anyOf(closing, follower.polling()).get();
            lastSign = System.nanoTime();
            say(RelayHealth.State.RELAYING, null);
            CompletableFuture.anyOf(closing, follower.ended()).get();
        }
    }

    private void told(Session own, Producer<byte[], byte[]> sender, List<Insert> inserts)
            throws SQLException, InterruptedException {
        if (inserts.isEmpty()) {
            own.check();
        }
        List<Insert> left = inserts;
        while (!left.isEmpty()) {
            left = own.publish(left, new Wave(sender, wire.partitions(), metrics));
            if (!left.isEmpty()) {
                Thread.sleep(UNSEEN_MILLIS);
            }
        }
        lastSign = System.nanoTime();
    }

    /** Waits for the lock; false when the relay is being closed. */
    private boolean lockTaken(Session own) throws SQLException {
        while (!own.lock(settings.slotName())) {
            say(RelayHealth.State.STANDBY, null);
            if (closingWithin(STANDBY_PAUSE)) {
                return false;
            }
        }
        return true;
    }

    private Producer<byte[], byte[]> sender() {
        Map<String, Object> configuration = wire.producer("outbox-" + settings.slotName());
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        return new KafkaProducer<>(configuration);
    }

    private void failed(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        say(RelayHealth.State.FAILED, String.valueOf(cause.getMessage()));
        metrics.failed();
        LOGGER.atWarn()
                .setCause(cause)
                .addKeyValue("slot", settings.slotName())
                .log("The outbox is not relayed; trying again");
    }

    private void say(RelayHealth.State state, @Nullable String problem) {
        if (health.state() != state) {
            LOGGER.atInfo()
                    .addKeyValue("slot", settings.slotName())
                    .addKeyValue("state", state)
                    .log("The outbox's relay changed its state");
        }
        health = new RelayHealth(state, problem);
    }

    private boolean closingWithin(Duration pause) {
        try {
            closing.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Breaks off whatever a server does not answer. */
    private void abort() {
        Producer<byte[], byte[]> sender = producer;
        if (sender != null) {
            sender.close(Duration.ZERO);
        }
        Session own = session;
        if (own != null) {
            try {
                own.abort();
            } catch (SQLException e) {
                LOGGER.atWarn()
                        .setCause(e)
                        .addKeyValue("slot", settings.slotName())
                        .log("The relay's database session could not be broken off");
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
