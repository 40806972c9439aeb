package io.ledgersync.kit.event;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.contract.sync.SyncCancelled;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncFailed;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncProgressed;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.Connector;
import io.ledgersync.wire.EventCodec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** The schemas of everything that a connector reads and writes, looked up before its first call and kept. */
public final class Schemas {
    private final EventCodec codec;
    private final Connector connector;
    private final Provider provider;
    private boolean registered;

    public Schemas(EventCodec codec, Connector connector) {
        this.codec = codec;
        this.connector = connector;
        this.provider = Words.provider(connector.provider());
    }

    public void register() {
        if (registered) {
            return;
        }
        codec.register(Topics.syncRequests(provider), List.of(SyncRequested.getClassSchema()));
        codec.register(Topics.syncState(provider), List.of(OrganisationState.getClassSchema()));
        codec.register(Topics.DEAD_LETTERS, List.of(DeadLetter.getClassSchema()));
        codec.register(
                Topics.SYNC_EVENTS,
                List.of(
                        SyncProgressed.getClassSchema(),
                        SyncPaused.getClassSchema(),
                        SyncCompleted.getClassSchema(),
                        SyncFailed.getClassSchema(),
                        SyncCancelled.getClassSchema()));
        Set<Schema> changes = new LinkedHashSet<>();
        changes.add(RunEnded.getClassSchema());
        connector.streams().forEach(stream -> changes.add(stream.kind().event()));
        codec.register(Topics.LEDGER_CHANGES, changes);
        registered = true;
    }
}
