package io.ledgersync.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that everything is kept in, ours alone while we run; a temporary one is deleted in the end. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private DataFolder(Path path, boolean temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    static DataFolder open(@Nullable Path chosen) throws IOException {
        Path path = chosen == null
                ? Files.createTempDirectory("ledger-sync-")
                : Files.createDirectories(chosen.toAbsolutePath());
        FileChannel lock =
                FileChannel.open(path.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (locked(lock)) {
            return new DataFolder(path, chosen == null, lock);
        }
        lock.close();
        throw new IOException("Another process uses " + path);
    }

    Path path() {
        return path;
    }

    boolean temporary() {
        return temporary;
    }

    @Override
    public void close() throws IOException {
        lock.close();
        if (temporary) {
            List<Path> deepestFirst;
            try (Stream<Path> tree = Files.walk(path)) {
                deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
