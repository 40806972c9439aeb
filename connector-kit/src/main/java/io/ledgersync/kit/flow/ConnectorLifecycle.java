package io.ledgersync.kit.flow;

import io.ledgersync.kit.Provider;
import io.ledgersync.kit.event.Words;
import io.ledgersync.wire.WireSettings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts a replica with its application, after its topics exist, and stops it in order. */
final class ConnectorLifecycle implements SmartLifecycle {
    private final Provider provider;
    private final WireSettings wire;
    private final Supplier<ConnectorRuntime> replica;
    private volatile @Nullable ConnectorRuntime running;

    ConnectorLifecycle(Provider provider, WireSettings wire, Supplier<ConnectorRuntime> replica) {
        this.provider = provider;
        this.wire = wire;
        this.replica = replica;
    }

    @Override
    public void start() {
        ConnectorRuntime.ensureTopics(wire, Words.provider(provider));
        ConnectorRuntime started = replica.get();
        running = started;
        started.start();
    }

    @Override
    public void stop() {
        ConnectorRuntime stopped = running;
        running = null;
        if (stopped != null) {
            stopped.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** How the replica is; null when there is none. */
    Watch.@Nullable Sight sight() {
        ConnectorRuntime now = running;
        return now == null ? null : now.watch().sight();
    }
}
