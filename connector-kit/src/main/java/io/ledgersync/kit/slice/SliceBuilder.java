package io.ledgersync.kit.slice;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.state.RunState;
import io.ledgersync.kit.event.Envelopes;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.Organisation;
import io.ledgersync.kit.run.PackedState;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.kit.run.StateWords;
import io.ledgersync.wire.RegistryUnavailable;
import io.ledgersync.wire.Traceparent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the next commit publishes: what runs found, what is to be said of them, and the state of their
 * organisations.
 */
public final class SliceBuilder {
    /** How long a run that is held may go without a word, less than the five minutes that are promised. */
    static final Duration SILENCE = Duration.ofMinutes(4);

    private final RunBook book;
    private final RunEvents events;
    private final Envelopes envelopes;
    private final String stateTopic;

    public SliceBuilder(RunBook book, RunEvents events, Envelopes envelopes, Provider provider) {
        this.book = book;
        this.events = events;
        this.envelopes = envelopes;
        this.stateTopic = Topics.syncState(provider);
    }

    /** Whether there is something to publish besides offsets. */
    public boolean anything(Instant now) {
        return !book.changed().isEmpty() || book.held().stream().anyMatch(run -> run.touched() || owesAWord(run, now));
    }

    /** @param handOver the partitions are let go in order: say of every organisation which calls hold a place */
    public Slice build(Instant now, boolean handOver, List<ProducerRecord<byte[], byte[]>> beside) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(beside);
        List<Slice.Written> written = new ArrayList<>();
        Set<Organisation> organisations = new HashSet<>(book.changed());
        book.held().stream().filter(HeldRun::touched).forEach(run -> organisations.add(run.organisation()));
        if (handOver) {
            book.organisations().stream().filter(one -> !one.quota().quiet(now)).forEach(organisations::add);
        }
        for (Organisation organisation : organisations) {
            add(organisation, handOver, now, records, written);
        }
        for (HeldRun run : book.held()) {
            if (owesAWord(run, now) && !organisations.contains(run.organisation())) {
                RunEvents.Said said = said(run, true, now);
                addIfSaid(records, said.event());
                written.add(new Slice.Written(run, said.state(), true));
            }
        }
        return new Slice(records, written);
    }

    private void add(
            Organisation organisation,
            boolean handedOver,
            Instant now,
            List<ProducerRecord<byte[], byte[]>> records,
            List<Slice.Written> written) {
        List<RunState> states = new ArrayList<>();
        for (HeldRun run : organisation.held()) {
            RunEvents.Said said = said(run, owesAWord(run, now), now);
            records.addAll(run.changes());
            addIfSaid(records, said.event());
            states.add(said.state());
            written.add(new Slice.Written(run, said.state(), said.event() != null));
        }
        states.addAll(organisation.left());
        String id = Envelopes.id(organisation.id(), Long.toString(now.toEpochMilli()), "state");
        ProducerRecord<byte[], byte[]> state = envelopes.of(
                stateTopic,
                organisation.id(),
                organisation.partition(),
                StateWords.state(organisation, states, handedOver, now),
                id,
                now,
                Traceparent.fresh());
        records.add(state);
        if (organisation.held().stream().allMatch(run -> run.end() != null)) {
            // Should the commit fail, everything is forgotten and read again.
            organisation.saved(PackedState.of(state.value()));
        }
    }

    /** A run that cannot even say where it is ends where it last could. */
    @SuppressWarnings("IllegalCatch")
    private RunEvents.Said said(HeldRun run, boolean speak, Instant now) {
        try {
            return events.said(run, speak, now);
        } catch (RegistryUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            run.breakDown(Containment.failure(run, e));
            return events.said(run, speak, now);
        }
    }

    private static void addIfSaid(
            List<ProducerRecord<byte[], byte[]>> records, @Nullable ProducerRecord<byte[], byte[]> event) {
        if (event != null) {
            records.add(event);
        }
    }

    /** What was built is committed. */
    public void committed() {
        book.changed().clear();
    }

    private static boolean owesAWord(HeldRun run, Instant now) {
        return run.owesAWord(SILENCE, now);
    }
}
