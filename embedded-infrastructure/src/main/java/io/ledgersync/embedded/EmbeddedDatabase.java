package io.ledgersync.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server of our own, ready for logical decoding. */
final class EmbeddedDatabase implements Component {
    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path folder;
    private final int port;
    private final boolean durable;
    private @Nullable EmbeddedPostgres server;
    private @Nullable Leash leash;

    /** @param durable whether its content must outlive the machine, not just this process */
    EmbeddedDatabase(Path folder, int port, boolean durable) {
        this.folder = folder;
        this.port = port;
        this.durable = durable;
    }

    @Override
    public void start() throws IOException {
        endPredecessor();
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", Ports.HOST)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_wal_senders", "20")
                .setServerConfig("max_replication_slots", "20")
                .setServerConfig("max_slot_wal_keep_size", "1GB")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_wal_size", "256MB")
                .setServerConfig("fsync", durable ? "on" : "off")
                // The library's own default answers before the log is written: a kill would lose what was acknowledged,
                // and the outbox would wait.
                .setServerConfig("synchronous_commit", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolveSibling("postgresql.log").toFile()))
                .start();
        server = started;
        leash = Leash.on(
                postmaster()
                        .orElseThrow(() -> new IOException("PostgreSQL left no process id in " + folder))
                        .pid(),
                "INT");
    }

    @Override
    public void stop() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
        endPredecessor();
        if (leash != null) {
            leash.close();
            leash = null;
        }
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + Ports.HOST + ':' + port + '/' + database;
    }

    void create(String database) throws SQLException {
        if (!NAME.matcher(database).matches()) {
            throw new IllegalArgumentException(
                    "A database's name is lower case letters, digits and underscores, not \"" + database + '"');
        }
        EmbeddedPostgres running = server;
        if (running == null) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        try (Connection connection = running.getPostgresDatabase().getConnection()) {
            if (!exists(connection, database)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + database);
                }
            }
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState()) && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            statement.setString(1, database);
            return statement.executeQuery().next();
        }
    }

    /**
     * Whoever ran on this folder and was killed may have left its server behind; it must be gone before its files are
     * opened again.
     */
    private void endPredecessor() throws IOException {
        Optional<ProcessHandle> left = postmaster();
        if (left.isEmpty()) {
            return;
        }
        LOGGER.atInfo().addKeyValue("pid", left.get().pid()).log("Ending a PostgreSQL that was left behind");
        List<ProcessHandle> family =
                Stream.concat(left.get().descendants(), left.stream()).toList();
        signal(left.get().pid(), "INT");
        if (!ended(family)) {
            signal(left.get().pid(), "QUIT");
            if (!ended(family)) {
                throw new IOException(
                        "PostgreSQL with process id " + left.get().pid() + " on " + folder + " does not end");
            }
        }
    }

    private static boolean ended(List<ProcessHandle> family) throws IOException {
        try {
            CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was ending", e);
        }
    }

    private static void signal(long pid, String signal) throws IOException {
        new ProcessBuilder("kill", '-' + signal, String.valueOf(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path file = folder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || lines.get(0).isBlank()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.endsWith("postgres"))
                        .orElse(false));
    }
}
