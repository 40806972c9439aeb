package io.ledgersync.kit.flow;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.kit.call.Caller;
import io.ledgersync.kit.call.Mailbox;
import io.ledgersync.kit.call.Receiver;
import io.ledgersync.kit.event.Schemas;
import io.ledgersync.kit.run.Rota;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.kit.slice.CommitFailed;
import io.ledgersync.kit.slice.CommitPace;
import io.ledgersync.kit.slice.SliceWriter;
import io.ledgersync.kit.take.Ownership;
import io.ledgersync.kit.take.RequestTaker;
import io.ledgersync.kit.take.StateReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of take, pull, commit: one thread owns everything of a replica. Other threads (HTTP, leases, permits) only
 * put letters into its mailbox.
 */
final class ConnectorLoop implements Runnable, Ownership.Leaving {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConnectorLoop.class);
    private static final Duration NAP = Duration.ofMillis(20);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Ownership ownership;
    private final StateReader states;
    private final SliceWriter writer;
    private final Schemas schemas;
    private final Mailbox mailbox;
    private final RunBook book;
    private final Rota rota;
    private final RequestTaker requests;
    private final Caller caller;
    private final Receiver receiver;
    private final Committer committer;
    private final CommitPace pace;
    private final Watch watch;
    private final Duration grace;
    private final Clock clock;
    private final String topic;
    /** Nothing happened in the last turn. */
    private boolean idle;

    private volatile boolean stopping;
    private volatile boolean abandoned;
    private Instant looked = Instant.EPOCH;

    ConnectorLoop(
            Consumer<byte[], byte[]> consumer,
            StateReader states,
            SliceWriter writer,
            Schemas schemas,
            Mailbox mailbox,
            Parts parts,
            Watch watch,
            Provider provider,
            Duration grace,
            Clock clock) {
        this.consumer = consumer;
        this.ownership = new Ownership(consumer, UUID.randomUUID().toString(), this);
        this.states = states;
        this.writer = writer;
        this.schemas = schemas;
        this.mailbox = mailbox;
        this.book = parts.book();
        this.rota = parts.rota();
        this.requests = parts.requests();
        this.caller = parts.caller();
        this.receiver = parts.receiver();
        this.committer = parts.committer();
        this.pace = parts.pace();
        this.watch = watch;
        this.grace = grace;
        this.clock = clock;
        this.topic = Topics.syncRequests(provider);
    }

    /** What works for the loop, on its thread. */
    record Parts(
            RunBook book,
            Rota rota,
            RequestTaker requests,
            Caller caller,
            Receiver receiver,
            Committer committer,
            CommitPace pace) {}

    @Override
    public void run() {
        consumer.subscribe(List.of(topic), ownership);
        while (!stopping) {
            step();
        }
        leave();
    }

    /** Asks the loop to end: it stops calling, commits, hands over and leaves the group. */
    void stop() {
        stopping = true;
    }

    /** Ends the loop as a crash would: nothing more is committed, and the group is not told. */
    void abandon() {
        abandoned = true;
        stopping = true;
    }

    @SuppressWarnings("IllegalCatch")
    private void step() {
        try {
            read();
            take();
            pull();
            commitIfDue();
            look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        } catch (RuntimeException e) {
            // A failed commit, a registry or broker that is away, or a defect: there is one recovery for all.
            recover(e);
        }
    }

    /** Letters first, until they are enough for a commit; after a turn in which nothing happened, a short nap. */
    private void read() throws InterruptedException {
        Runnable letter = mailbox.next(idle ? NAP : Duration.ZERO);
        idle = letter == null;
        while (letter != null) {
            letter.run();
            letter = receiver.full() ? null : mailbox.next();
        }
    }

    private void take() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ZERO);
        if (ownership.owns() && !ownership.loaded()) {
            load();
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (book.anyEnds()) {
                commit();
            }
            idle = false;
            requests.take(record, ownership.silentlyTaken(partition, record.offset()), clock.instant());
            ownership.taken(partition, record.offset());
        }
    }

    private void load() {
        schemas.register();
        ownership.load((partitions, silent, mine) -> {
            Instant now = clock.instant();
            book.keepQuotas(mine);
            states.read(partitions)
                    .forEach((partition, found) -> book.load(partition, found, silent.contains(partition), now));
        });
        writer.open();
        // The first commit takes back what the owner before said when it let go.
        pace.stale();
        pace.urgent();
        LOGGER.atInfo()
                .addKeyValue("partitions", ownership.partitions())
                .addKeyValue("runs", book.held().size())
                .log("State loaded");
    }

    private void pull() {
        if (!ownership.loaded()) {
            return;
        }
        Instant now = clock.instant();
        rota.wakeDue(now);
        if (rota.ready() > 0 && !pace.fresh()) {
            commit();
        }
        if (pace.fresh()) {
            caller.startCalls(clock);
        }
    }

    private void commitIfDue() {
        if (ownership.loaded() && committer.due(clock.instant())) {
            commit();
        }
    }

    private void commit() {
        idle = false;
        committer.commit(ownership, false);
        watch.committed(clock.instant());
    }

    private void look() {
        Instant now = clock.instant();
        if (now.isAfter(looked.plus(LOOK))) {
            looked = now;
            caller.tidy(now);
            book.tidy(now);
            watch.look(ownership, book, rota.ready(), receiver.inFlight(), now);
        }
    }

    /** All runs and answers are forgotten; the loop goes on from the state and the committed offsets. */
    private void recover(RuntimeException cause) {
        LOGGER.atWarn()
                .setCause(cause)
                .log("A commit failed or the work was interrupted; it goes on from the last commit");
        watch.troubled(cause, clock.instant());
        forgetWork();
        pace.failed();
        ownership.reload();
        pause(cause instanceof CommitFailed && pace.halvings() == 1 ? Duration.ZERO : AFTER_TROUBLE);
    }

    private void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void forgetWork() {
        book.forgetRuns();
        caller.forget();
        requests.forget();
        receiver.releaseAnswers();
    }

    @Override
    @SuppressWarnings("IllegalCatch")
    public void handOver() {
        if (abandoned) {
            return;
        }
        try {
            if (!stopping) {
                awaitAnswers();
            }
            committer.commit(ownership, true);
            LOGGER.atInfo()
                    .addKeyValue("partitions", ownership.partitions())
                    .addKeyValue("callsInFlight", receiver.inFlight())
                    .log("Partitions handed over");
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .setCause(e)
                    .log("Partitions could not be handed over in order; the next owner waits as after a crash");
        }
    }

    @Override
    public void drop() {
        forgetWork();
        pace.stale();
    }

    /** The calls in flight have a moment to be answered, then everything is handed over. */
    @SuppressWarnings("IllegalCatch")
    private void leave() {
        try {
            awaitAnswers();
        } catch (RuntimeException e) {
            LOGGER.atWarn().setCause(e).log("The last answers could not be kept");
            drop();
            ownership.reload();
        }
        CloseOptions.GroupMembershipOperation membership = abandoned
                ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                : CloseOptions.GroupMembershipOperation.DEFAULT;
        closed("consumer", () -> consumer.close(CloseOptions.timeout(CLOSE).withGroupMembershipOperation(membership)));
        closed("producer", writer);
        closed("state reader", states);
        watch.left();
    }

    /** No call is started meanwhile: those in flight have a moment to be answered. */
    private void awaitAnswers() {
        Instant until = clock.instant().plus(grace);
        try {
            while (!abandoned && receiver.inFlight() > 0 && clock.instant().isBefore(until)) {
                Runnable letter = mailbox.next(NAP);
                if (letter != null) {
                    letter.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    @SuppressWarnings("IllegalCatch")
    private static void closed(String what, AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOGGER.atWarn().setCause(e).log("The {} could not be closed in order", what);
        }
    }
}
