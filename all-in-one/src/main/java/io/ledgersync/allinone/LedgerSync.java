package io.ledgersync.allinone;

import io.ledgersync.allinone.identity.DevelopmentIdentity;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.SandboxSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The whole product in one process: infrastructure, sandbox, identity provider and every service. */
public final class LedgerSync implements AutoCloseable {
    private final Infrastructure infrastructure;
    private final Runnable stopInfrastructure;
    private final @Nullable Sandbox sandbox;
    private final DevelopmentIdentity identity;
    private final Deployment deployment;
    private final RunningServices services;

    private LedgerSync(
            Infrastructure infrastructure,
            Runnable stopInfrastructure,
            @Nullable Sandbox sandbox,
            DevelopmentIdentity identity,
            Deployment deployment,
            RunningServices services) {
        this.infrastructure = infrastructure;
        this.stopInfrastructure = stopInfrastructure;
        this.sandbox = sandbox;
        this.identity = identity;
        this.deployment = deployment;
        this.services = services;
    }

    /**
     * Starts everything.
     *
     * @param data where it is kept; null keeps it in memory and temporary files
     * @param withSandbox whether the sandbox is the provider; otherwise the configuration names the providers
     * @param port the gateway's; 0 for any
     * @param overrides more configuration for all services
     * @param books puts organisations into the sandbox, before anybody asks for them
     */
    public static LedgerSync start(
            @Nullable Path data,
            boolean withSandbox,
            int port,
            Map<String, String> overrides,
            Consumer<Sandbox> books) {
        EmbeddedInfrastructure embedded = EmbeddedInfrastructure.start(
                EnumSet.allOf(Part.class), data == null ? null : data.resolve("infrastructure"));
        return start(
                where(embedded),
                embedded::close,
                EnumSet.allOf(Service.class),
                data,
                withSandbox,
                port,
                overrides,
                books);
    }

    /**
     * Starts some services on infrastructure that runs already.
     *
     * @param stopInfrastructure run at the very end, also when something cannot start
     * @param here the services of this process; the others are deployed but somebody else's to start
     */
    public static LedgerSync start(
            Infrastructure infrastructure,
            Runnable stopInfrastructure,
            Set<Service> here,
            @Nullable Path data,
            boolean withSandbox,
            int port,
            Map<String, String> overrides,
            Consumer<Sandbox> books) {
        return start(
                infrastructure, stopInfrastructure, here, data, withSandbox, port, overrides, books, Clock.systemUTC());
    }

    /** Starts everything in memory, with the sandbox, by a clock that need not be the machine's. */
    public static LedgerSync start(Map<String, String> overrides, Consumer<Sandbox> books, Clock clock) {
        EmbeddedInfrastructure embedded = EmbeddedInfrastructure.start(EnumSet.allOf(Part.class), null);
        return start(
                where(embedded), embedded::close, EnumSet.allOf(Service.class), null, true, 0, overrides, books, clock);
    }

    private static LedgerSync start(
            Infrastructure infrastructure,
            Runnable stopInfrastructure,
            Set<Service> here,
            @Nullable Path data,
            boolean withSandbox,
            int port,
            Map<String, String> overrides,
            Consumer<Sandbox> books,
            Clock clock) {
        Sandbox sandbox = null;
        DevelopmentIdentity identity = null;
        try {
            Map<String, String> configuration = new LinkedHashMap<>();
            if (withSandbox) {
                SandboxSettings settings = SandboxSettings.inMemory().withClock(clock);
                sandbox = Sandbox.start(data == null ? settings : settings.withDataDir(data.resolve("sandbox")));
                books.accept(sandbox);
                configuration.putAll(sandbox.connectorProperties());
                // The sandbox counts as the largest tier: every list can be read.
                configuration.put("ledgersync.xero.tier", "ADVANCED");
            }
            configuration.putAll(overrides);
            // Whoever checks a token looks at the machine's clock.
            identity = new DevelopmentIdentity(0, Clock.systemUTC());
            Deployment deployment =
                    Deployment.plan(infrastructure, Secrets.in(data), port, identity.properties(), configuration);
            RunningServices services = RunningServices.start(deployment, here, clock);
            return new LedgerSync(infrastructure, stopInfrastructure, sandbox, identity, deployment, services);
        } catch (RuntimeException failed) {
            close(identity, sandbox, stopInfrastructure);
            throw failed;
        }
    }

    /** The addresses of embedded infrastructure. */
    public static Infrastructure where(EmbeddedInfrastructure embedded) {
        return new Infrastructure(
                embedded.bootstrapServers(),
                embedded.registryUrl(),
                embedded.mongoUri(),
                embedded::jdbcUrl,
                embedded.jdbcUser(),
                embedded.jdbcPassword());
    }

    /** What it runs on. */
    public Infrastructure infrastructure() {
        return infrastructure;
    }

    /** The sandbox, when it is the provider. */
    public Optional<Sandbox> sandbox() {
        return Optional.ofNullable(sandbox);
    }

    public DevelopmentIdentity identity() {
        return identity;
    }

    public Deployment deployment() {
        return deployment;
    }

    public RunningServices services() {
        return services;
    }

    /** Where callers come in. */
    public URI gateway() {
        return deployment.url(Service.GATEWAY);
    }

    @Override
    public void close() {
        services.close();
        close(identity, sandbox, stopInfrastructure);
    }

    private static void close(
            @Nullable DevelopmentIdentity identity, @Nullable Sandbox sandbox, Runnable stopInfrastructure) {
        if (identity != null) {
            identity.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
        stopInfrastructure.run();
    }
}
