package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.run.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client's connection, if it had one when its file was opened, and those begun and ended since. */
final class Connections {

    private final Map<String, Connection> all = new LinkedHashMap<>();

    Connections(@Nullable Connection connection) {
        if (connection != null) {
            put(connection);
        }
    }

    /** Keeps what became of a connection. */
    void put(Connection connection) {
        all.put(connection.connectionId(), connection);
    }

    @Nullable
    Connection get(String connectionId) {
        return all.get(connectionId);
    }

    /** The one that has not ended; null when the client is not linked. */
    @Nullable
    Connection live() {
        return all.values().stream().filter(Connection::live).findFirst().orElse(null);
    }

    Connection of(Run run) {
        Connection connection = all.get(run.connectionId());
        if (connection == null) {
            throw new IllegalStateException("Run " + run.runId() + " has no connection in this file");
        }
        return connection;
    }

    /** One of its runs has ended. */
    void after(Run run, Instant now) {
        all.computeIfPresent(run.connectionId(), (id, connection) -> connection.after(run, now));
    }

    Collection<Connection> all() {
        return all.values();
    }
}
