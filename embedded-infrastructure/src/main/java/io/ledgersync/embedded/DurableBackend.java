package io.ledgersync.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * Documents in a file that has what was acknowledged, and whole commands alone: the store's own commits, once a second
 * and in the middle of anything, would lose a second's answers when this process is killed, or keep a key without its
 * document.
 */
final class DurableBackend extends H2Backend {
    private static final Set<String> READING = Set.of(
            "find",
            "getMore",
            "aggregate",
            "count",
            "distinct",
            "hello",
            "isMaster",
            "ismaster",
            "ping",
            "buildInfo",
            "buildinfo",
            "listCollections",
            "listIndexes",
            "listDatabases",
            "killCursors",
            "endSessions",
            "serverStatus");
    private static final int COMMITS_BETWEEN_COMPACTIONS = 200;
    private static final int FILL_PERCENT = 50;
    private static final int COMPACTED_BYTES = 16 * 1024 * 1024;
    private static final int CLOSING_MILLIS = 2_000;

    private int commits;

    private DurableBackend(MVStore store) {
        super(store);
    }

    static DurableBackend open(Path file) {
        return new DurableBackend(new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next();
        if (READING.contains(command)) {
            return super.handleMessage(message);
        }
        synchronized (this) {
            try {
                return super.handleMessage(message);
            } finally {
                keep();
            }
        }
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new Database(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public synchronized void close() {
        keep();
        getMvStore().close(CLOSING_MILLIS);
    }

    private void keep() {
        MVStore store = getMvStore();
        if (store.isClosed() || !store.hasUnsavedChanges()) {
            return;
        }
        store.commit();
        if (++commits % COMMITS_BETWEEN_COMPACTIONS == 0) {
            store.compact(FILL_PERCENT, COMPACTED_BYTES);
        }
    }

    private static final class Database extends H2Database {
        Database(String name, MVStore store, CursorRegistry cursors) {
            super(name, store, cursors);
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new CoveringIndex<>(super.openOrCreateUniqueIndex(collection, name, keys, sparse), keys, sparse);
        }
    }
}
