package io.ledgersync.kit.flow;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.contract.ledger.AccountChanged;
import io.ledgersync.contract.ledger.BankTransactionChanged;
import io.ledgersync.contract.ledger.ContactChanged;
import io.ledgersync.contract.ledger.InvoiceChanged;
import io.ledgersync.contract.ledger.ItemChanged;
import io.ledgersync.contract.ledger.JournalChanged;
import io.ledgersync.contract.ledger.OrganisationChanged;
import io.ledgersync.contract.ledger.PaymentChanged;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.contract.state.DeadLetter;
import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.contract.sync.SyncCancelled;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncFailed;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncProgressed;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.wire.EventCodec;
import java.util.List;

/** The schemas of everything that a connector reads and writes, looked up before its first call and kept. */
final class Schemas {
    private final EventCodec codec;
    private final Provider provider;
    private boolean registered;

    Schemas(EventCodec codec, Provider provider) {
        this.codec = codec;
        this.provider = provider;
    }

    void register() {
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
        codec.register(
                Topics.LEDGER_CHANGES,
                List.of(
                        OrganisationChanged.getClassSchema(),
                        AccountChanged.getClassSchema(),
                        ContactChanged.getClassSchema(),
                        ItemChanged.getClassSchema(),
                        InvoiceChanged.getClassSchema(),
                        BankTransactionChanged.getClassSchema(),
                        PaymentChanged.getClassSchema(),
                        JournalChanged.getClassSchema(),
                        RunEnded.getClassSchema()));
        registered = true;
    }
}
