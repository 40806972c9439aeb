package io.ledgersync.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Infrastructure of our own, on the loopback interface: what is asked for, started side by side and stopped with us.
 */
public final class EmbeddedInfrastructure implements AutoCloseable {
    private static final String MONGOD_BINARY = "MONGOD_BINARY";

    private final DataFolder folder;
    private final Map<Part, Component> components;
    private final int mongoPort;

    private EmbeddedInfrastructure(DataFolder folder, Map<Part, Component> components, int mongoPort) {
        this.folder = folder;
        this.components = components;
        this.mongoPort = mongoPort;
    }

    /**
     * Starts the parts and waits until all of them answer.
     *
     * @param parts what is asked for; {@link Part#REGISTRY} brings {@link Part#POSTGRES} along
     * @param dataDir where everything is kept across restarts; null means a temporary folder that is deleted in the
     *     end, and documents in memory
     * @throws InfrastructureFailure a part did not start; the others were stopped again
     */
    public static EmbeddedInfrastructure start(Set<Part> parts, @Nullable Path dataDir) {
        EnumSet<Part> wanted = EnumSet.noneOf(Part.class);
        wanted.addAll(parts);
        if (wanted.contains(Part.REGISTRY)) {
            wanted.add(Part.POSTGRES);
        }
        EmbeddedInfrastructure infrastructure = prepared(wanted, dataDir);
        try {
            infrastructure.startSideBySide();
            return infrastructure;
        } catch (RuntimeException e) {
            try {
                infrastructure.close();
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Brokers' addresses. */
    public String bootstrapServers() {
        return component(Part.KAFKA, EmbeddedBroker.class).bootstrapServers();
    }

    /** Root address of the schema registry; its Confluent API is below {@code /apis/ccompat/v7}. */
    public String registryUrl() {
        return component(Part.REGISTRY, EmbeddedRegistry.class).url();
    }

    /** Connection string of the MongoDB. */
    public String mongoUri() {
        component(Part.MONGO, Component.class);
        return "mongodb://" + Ports.HOST + ':' + mongoPort;
    }

    /** JDBC address of a database, which is created when it does not exist. */
    public String jdbcUrl(String database) {
        EmbeddedDatabase server = component(Part.POSTGRES, EmbeddedDatabase.class);
        try {
            server.create(database);
        } catch (SQLException e) {
            throw new InfrastructureFailure("The database " + database + " could not be created", e);
        }
        return server.jdbcUrl(database);
    }

    /** The user of every database. */
    public String jdbcUser() {
        return EmbeddedDatabase.USER;
    }

    /** That user's password. */
    public String jdbcPassword() {
        return EmbeddedDatabase.PASSWORD;
    }

    /** Stops one part, as a fault: whoever uses it loses it. */
    public void stop(Part part) {
        Component component = component(part, Component.class);
        try {
            component.stop();
        } catch (IOException e) {
            throw new InfrastructureFailure(part + " did not stop", e);
        }
    }

    /** Starts one part that was stopped, with the same address and content as before. */
    public void start(Part part) {
        Component component = component(part, Component.class);
        try {
            component.start();
        } catch (IOException e) {
            throw new InfrastructureFailure(part + " did not start", e);
        }
    }

    /** Stops everything, what uses another part before that part. */
    @Override
    public void close() {
        List<InfrastructureFailure> failures = new ArrayList<>();
        for (Part part : List.of(Part.MONGO, Part.REGISTRY, Part.KAFKA, Part.POSTGRES)) {
            if (components.containsKey(part)) {
                try {
                    stop(part);
                } catch (InfrastructureFailure e) {
                    failures.add(e);
                }
            }
        }
        try {
            folder.close();
        } catch (IOException e) {
            failures.add(new InfrastructureFailure("The folder " + folder.path() + " could not be given up", e));
        }
        if (!failures.isEmpty()) {
            InfrastructureFailure first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static EmbeddedInfrastructure prepared(Set<Part> wanted, @Nullable Path dataDir) {
        try {
            DataFolder folder = DataFolder.open(dataDir);
            Path path = folder.path();
            Path logs = path.resolve("logs");
            Ports ports = new Ports(path);
            Map<Part, Component> components = new EnumMap<>(Part.class);
            int mongoPort = wanted.contains(Part.MONGO) ? ports.of("mongo") : 0;
            if (wanted.contains(Part.POSTGRES)) {
                EmbeddedDatabase database =
                        new EmbeddedDatabase(path.resolve("postgresql"), ports.of("postgresql"), !folder.temporary());
                components.put(Part.POSTGRES, database);
                if (wanted.contains(Part.REGISTRY)) {
                    components.put(
                            Part.REGISTRY,
                            new EmbeddedRegistry(
                                    database, logs.resolve("schema-registry.log"), ports.of("schema-registry")));
                }
            }
            if (wanted.contains(Part.KAFKA)) {
                components.put(
                        Part.KAFKA,
                        new EmbeddedBroker(path.resolve("kafka"), ports.of("kafka"), ports.of("kafka-controller")));
            }
            if (wanted.contains(Part.MONGO)) {
                components.put(Part.MONGO, mongo(folder, logs, mongoPort));
            }
            return new EmbeddedInfrastructure(folder, components, mongoPort);
        } catch (IOException e) {
            throw new InfrastructureFailure("The embedded infrastructure has no folder to work in", e);
        }
    }

    private static Component mongo(DataFolder folder, Path logs, int port) {
        String binary = System.getenv(MONGOD_BINARY);
        return binary == null || binary.isBlank()
                ? new EmbeddedDocuments(
                        folder.temporary() ? null : folder.path().resolve("documents"), port)
                : new MongodProcess(binary, folder.path().resolve("mongod"), logs.resolve("mongod.log"), port);
    }

    private void startSideBySide() {
        ExecutorService starters = Executors.newCachedThreadPool();
        try {
            CompletableFuture<Void> database =
                    started(Part.POSTGRES, starters, CompletableFuture.completedFuture(null));
            CompletableFuture<Void> registry =
                    started(Part.REGISTRY, starters, database.thenRun(this::registryDatabase));
            CompletableFuture<Void> broker = started(Part.KAFKA, starters, CompletableFuture.completedFuture(null));
            CompletableFuture<Void> documents = started(Part.MONGO, starters, CompletableFuture.completedFuture(null));
            CompletableFuture.allOf(database, registry, broker, documents).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof InfrastructureFailure failure
                    ? failure
                    : new InfrastructureFailure("The embedded infrastructure did not start", e);
        } finally {
            starters.shutdown();
        }
    }

    private CompletableFuture<Void> started(Part part, ExecutorService starters, CompletableFuture<Void> after) {
        return components.containsKey(part) ? after.thenRunAsync(() -> start(part), starters) : after;
    }

    private void registryDatabase() {
        if (components.containsKey(Part.REGISTRY)) {
            jdbcUrl(EmbeddedRegistry.DATABASE);
        }
    }

    private <T extends Component> T component(Part part, Class<T> type) {
        Component component = components.get(part);
        if (component == null) {
            throw new IllegalStateException(part + " was not asked for");
        }
        return type.cast(component);
    }
}
