package io.ledgersync.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server in this process that speaks MongoDB's protocol: in memory, or in a file when it has a folder. */
final class EmbeddedDocuments implements Component {
    private final @Nullable Path folder;
    private final int port;
    private @Nullable MongoServer server;

    EmbeddedDocuments(@Nullable Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    @Override
    public void start() throws IOException {
        MongoServer started = new MongoServer(backend());
        started.bind(Ports.HOST, port);
        server = started;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.shutdownNow();
            server = null;
        }
    }

    private MongoBackend backend() throws IOException {
        if (folder == null) {
            return new VolatileBackend();
        }
        Files.createDirectories(folder);
        return DurableBackend.open(folder.resolve("documents.mv"));
    }
}
