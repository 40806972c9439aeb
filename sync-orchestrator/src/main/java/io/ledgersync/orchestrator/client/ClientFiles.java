package io.ledgersync.orchestrator.client;

import io.ledgersync.orchestrator.month.MonthlyUsage;
import io.ledgersync.orchestrator.plan.Patience;
import io.ledgersync.orchestrator.run.Provider;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The clients' files: one is opened in a transaction, locked against everybody else, and closed with everything that
 * was decided in it.
 */
public final class ClientFiles {

    private final TransactionOperations transactions;
    private final ClientRows clients;
    private final RunRows runs;
    private final Practices practices;
    private final Announcer announcer;
    private final Patience patience;
    private final MonthlyUsage usage;
    private final Predicate<Provider> monthSpent;
    private final Supplier<String> runIds;
    private final Clock clock;

    public ClientFiles(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Practices practices,
            Announcer announcer,
            Patience patience,
            MonthlyUsage usage,
            Predicate<Provider> monthSpent,
            Supplier<String> runIds,
            Clock clock) {
        this.transactions = transactions;
        this.clients = new ClientRows(jdbc);
        this.runs = new RunRows(jdbc);
        this.practices = practices;
        this.announcer = announcer;
        this.patience = patience;
        this.usage = usage;
        this.monthSpent = monthSpent;
        this.runIds = runIds;
        this.clock = clock;
    }

    /**
     * Works on a client's file, in the running transaction or one of its own; empty when there is no such client (any
     * more).
     */
    public <T> Optional<T> open(String clientId, Function<ClientFile, T> work) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            Client client = clients.lock(clientId);
            return client == null || client.deleted() ? Optional.<T>empty() : Optional.of(worked(client, work));
        }));
    }

    /** As {@link #open}, for a client that may be new. */
    public <T> Optional<T> openOrCreate(String clientId, String practiceId, Function<ClientFile, T> work) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            clients.makeSure(clientId, practiceId);
            return open(clientId, work);
        }));
    }

    private <T> T worked(Client client, Function<ClientFile, T> work) {
        // Clocks finer than the database's columns would make a run differ from itself once it was read again.
        Instant now = Instant.ofEpochMilli(clock.millis());
        ClientRows.Kept live = clients.live(client.clientId());
        ClientFile file = new ClientFile(
                client,
                live == null ? null : live.connection(),
                runs.open(client.clientId()),
                patience,
                () -> practices.nights(client.practiceId()),
                monthSpent,
                runIds,
                now);
        T result = work.apply(file);
        close(file, client, live);
        file.connections()
                .all()
                .forEach(connection ->
                        usage.add(connection.connectionId(), connection.provider(), file.used(connection), now));
        return result;
    }

    private void close(ClientFile file, Client before, ClientRows.@Nullable Kept live) {
        file.announceTo(announcer);
        if (!file.client().equals(before)) {
            clients.write(file.client());
        }
        if (file.client().deleted()) {
            runs.purge(file.client().clientId());
            clients.purge(file.client().clientId());
            return;
        }
        // The one that ends first: the database allows one live connection of a client and one active run of a
        // connection.
        file.connections().all().stream()
                .sorted((one, other) -> Boolean.compare(one.live(), other.live()))
                .forEach(connection -> close(file, connection, live));
        file.runs().stream()
                .filter(TrackedRun::touched)
                .forEach(tracked -> runs.write(tracked, file.connections().of(tracked.run())));
    }

    private void close(ClientFile file, Connection connection, ClientRows.@Nullable Kept before) {
        Instant due = file.dueAt(connection);
        if (before == null || !connection.equals(before.connection()) || file.isToMove(before.dueAt(), due)) {
            clients.write(connection, due);
        }
    }
}
