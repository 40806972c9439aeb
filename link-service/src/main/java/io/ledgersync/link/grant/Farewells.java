package io.ledgersync.link.grant;

import io.ledgersync.link.DatabaseTime;
import io.ledgersync.link.oauth.ProviderUnavailable;
import io.ledgersync.link.provider.AccountingProvider;
import io.ledgersync.link.provider.Providers;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells providers what has ended here: one organisation of a grant that goes on, or with its last connection the grant
 * itself, whose tokens are revoked and deleted.
 *
 * <p>A farewell is written in the transaction that ends a connection and stays until it was said, however often that
 * takes.
 */
public final class Farewells {
    private static final Logger LOGGER = LoggerFactory.getLogger(Farewells.class);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(10);
    private static final int LONGEST_WAIT_DOUBLINGS = 9;
    /** After about a week of trying; the provider's own expiry ends what is left. */
    private static final int MOST_ATTEMPTS = 120;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Grants grants;
    private final Refresher refresher;
    private final Providers providers;
    private final Clock clock;
    private volatile Runnable wake = () -> {};

    public Farewells(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Grants grants,
            Leases leases,
            Providers providers,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.grants = grants;
        this.refresher = leases.refresher();
        this.providers = providers;
        this.clock = clock;
    }

    /** To be said soon, once the caller's transaction is committed. */
    public void add(UUID grantId, @Nullable String providerConnectionId) {
        jdbc.sql("insert into farewells (farewell_id, grant_id, provider_connection_id, due_at, attempts)"
                        + " values (:id, :grant, :connection, :due, 0)")
                .param("id", UUID.randomUUID())
                .param("grant", grantId)
                .param("connection", providerConnectionId)
                .param("due", DatabaseTime.of(clock.instant()))
                .update();
        wakeAfterCommit();
    }

    /** Who says farewells; called whenever one was added. */
    public void onAdded(Runnable sayer) {
        wake = sayer;
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.run();
            }
        });
    }

    /**
     * Choices that a client still had come to nothing: what was approved for them is closed, unless it is in use
     * elsewhere.
     */
    public void endChoicesOf(UUID clientId) {
        endChoices("client_id = :id", clientId, clock.instant());
    }

    /** Choices that nobody made in time come to nothing. */
    public void endChoicesExpired() {
        endChoices("expires_at <= :now", null, clock.instant());
    }

    private void endChoices(String which, @Nullable UUID clientId, Instant now) {
        int added = jdbc.sql("with gone as (delete from consents where status = 'CHOOSING' and " + which
                        + " returning grant_id, organisations)"
                        + " insert into farewells (farewell_id, grant_id, provider_connection_id, due_at, attempts)"
                        + " select gen_random_uuid(), grant_id, offered ->> 'providerConnectionId', :now, 0"
                        + " from gone, jsonb_array_elements(organisations) offered")
                .param("id", clientId, Types.OTHER)
                .param("now", DatabaseTime.of(now))
                .update();
        if (added > 0) {
            wakeAfterCommit();
        }
    }

    /** Says what is due, until nothing is. */
    public void sayDue() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            AtomicReference<@Nullable Farewell> taken = new AtomicReference<>();
            try {
                more = Boolean.TRUE.equals(transactions.execute(status -> sayNext(taken)));
            } catch (RuntimeException e) {
                Farewell stuck = taken.get();
                if (stuck == null) {
                    throw e;
                }
                // Something of ours (a key, a client id) is wrong for this one; the others must not wait for it.
                LOGGER.atError()
                        .addKeyValue("grantId", stuck.grantId())
                        .setCause(e)
                        .log("A farewell could not be said");
                transactions.executeWithoutResult(status ->
                        postpone(stuck, new ProviderUnavailable(e.getClass().getSimpleName())));
            }
        }
    }

    /**
     * The calls are made inside the transaction: whoever wants this grant waits, and a crash says the farewell again.
     */
    private boolean sayNext(AtomicReference<@Nullable Farewell> taken) {
        Optional<Farewell> due = jdbc.sql(
                        "select farewell_id, grant_id, provider_connection_id, attempts from farewells"
                                + " where due_at <= :now order by due_at limit 1 for update skip locked")
                .param("now", DatabaseTime.of(clock.instant()))
                .query((row, number) -> new Farewell(
                        row.getObject("farewell_id", UUID.class),
                        row.getObject("grant_id", UUID.class),
                        row.getString("provider_connection_id"),
                        row.getInt("attempts")))
                .optional();
        due.ifPresent(farewell -> {
            taken.set(farewell);
            say(farewell);
        });
        return due.isPresent();
    }

    private void say(Farewell farewell) {
        Optional<Grant> grant = grants.lock(farewell.grantId());
        try {
            if (grant.isPresent()) {
                say(farewell, grant.get());
            }
            done(farewell);
        } catch (ProviderUnavailable e) {
            if (farewell.attempts() >= MOST_ATTEMPTS) {
                giveUp(farewell, e);
            } else {
                postpone(farewell, e);
            }
        }
    }

    private void say(Farewell farewell, Grant grant) throws ProviderUnavailable {
        AccountingProvider provider = providers.of(grant.provider());
        boolean last = !grants.inUse(grant.id()) && othersOf(farewell) == 0;
        if (last && !grants.sharesItsUser(grant.id())) {
            if (grant.broken() == null) {
                provider.tokens().revoke(grant.tokens().refreshToken());
            }
            grants.delete(grant.id());
            return;
        }
        disconnect(farewell, grant, provider);
        if (last) {
            // A revocation would end the user's grants in other practices too: these tokens are only forgotten.
            grants.delete(grant.id());
        }
    }

    private void disconnect(Farewell farewell, Grant grant, AccountingProvider provider) throws ProviderUnavailable {
        String id = farewell.providerConnectionId();
        if (id == null || grant.broken() != null || stillUsed(grant, id)) {
            return;
        }
        Lease lease = refresher.ensureFresh(grant, null);
        if (lease instanceof Lease.Granted granted) {
            provider.disconnect(granted.accessToken(), id);
        } else if (lease instanceof Lease.Unavailable away) {
            throw new ProviderUnavailable(away.detail(), away.retryAfter());
        }
        // Ended or refused: there is nothing left that could be ended.
    }

    /**
     * Another client, of this practice or another, reads this organisation through the same connection, or may still
     * choose it.
     */
    private boolean stillUsed(Grant grant, String providerConnectionId) {
        return jdbc.sql(
                        "select exists (select 1 from connections where provider = :provider"
                                + " and provider_connection_id = :connection and ended_at is null)"
                                + " or exists (select 1 from consents where provider = :provider and status = 'CHOOSING'"
                                + " and organisations @> jsonb_build_array(jsonb_build_object('providerConnectionId', :connection::text)))")
                .param("provider", grant.provider().name())
                .param("connection", providerConnectionId)
                .query(Boolean.class)
                .single();
    }

    private long othersOf(Farewell farewell) {
        return jdbc.sql("select count(*) from farewells where grant_id = :grant and farewell_id <> :id")
                .param("grant", farewell.grantId())
                .param("id", farewell.id())
                .query(Long.class)
                .single();
    }

    private void done(Farewell farewell) {
        jdbc.sql("delete from farewells where farewell_id = :id")
                .param("id", farewell.id())
                .update();
    }

    private void postpone(Farewell farewell, ProviderUnavailable away) {
        Duration wait = SHORTEST_WAIT.multipliedBy(1L << Math.min(farewell.attempts(), LONGEST_WAIT_DOUBLINGS));
        Instant due = clock.instant().plus(wait.compareTo(away.retryAfter()) < 0 ? away.retryAfter() : wait);
        LOGGER.atWarn()
                .addKeyValue("grantId", farewell.grantId())
                .addKeyValue("attempts", farewell.attempts() + 1)
                .addKeyValue("detail", away.detail())
                .log("A provider could not be told that a connection has ended; it will be told again");
        jdbc.sql("update farewells set attempts = attempts + 1, due_at = :due where farewell_id = :id")
                .param("due", DatabaseTime.of(due))
                .param("id", farewell.id())
                .update();
    }

    private void giveUp(Farewell farewell, ProviderUnavailable away) {
        LOGGER.atError()
                .addKeyValue("grantId", farewell.grantId())
                .addKeyValue("detail", away.detail())
                .log("A provider could not be told for a week that a connection has ended; it is not told any more");
        if (!grants.inUse(farewell.grantId()) && othersOf(farewell) == 0) {
            grants.delete(farewell.grantId());
        }
        done(farewell);
    }

    private record Farewell(UUID id, UUID grantId, @Nullable String providerConnectionId, int attempts) {}
}
