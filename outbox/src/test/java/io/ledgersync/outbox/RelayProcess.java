package io.ledgersync.outbox;

import io.ledgersync.wire.WireSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;

/** A relay in a process of its own, to be killed. */
final class RelayProcess {
    private RelayProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        WireSettings wire = new WireSettings(arguments[1], arguments[2], 6, (short) 1, Map.of(), Map.of());
        OutboxRelay relay = new OutboxRelay(
                new RelaySettings(arguments[0], arguments[3], arguments[4], arguments[5]),
                wire,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        relay.start();
        Thread.currentThread().join();
    }
}
