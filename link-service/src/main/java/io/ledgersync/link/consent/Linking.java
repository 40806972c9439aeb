package io.ledgersync.link.consent;

import io.ledgersync.link.LinkMetrics;
import io.ledgersync.link.LinkSettings;
import io.ledgersync.link.Problem;
import io.ledgersync.link.Provider;
import io.ledgersync.link.client.Client;
import io.ledgersync.link.client.Clients;
import io.ledgersync.link.client.EndReason;
import io.ledgersync.link.client.Links;
import io.ledgersync.link.provider.AccountingProvider;
import io.ledgersync.link.provider.Organisation;
import io.ledgersync.link.provider.Providers;
import io.ledgersync.web.access.Caller;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What users do about links: begin one, choose its organisation, end it. The provider's answer comes in
 * {@link Callback}.
 */
public final class Linking {
    private final Clients clients;
    private final Links links;
    private final Consents consents;
    private final Providers providers;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final LinkSettings settings;
    private final Clock clock;
    private final LinkMetrics metrics;
    private final ReturnTo.Sites sites;
    private final SecureRandom random = new SecureRandom();

    public Linking(
            Clients clients,
            Links links,
            Consents consents,
            Providers providers,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            LinkSettings settings,
            Clock clock,
            LinkMetrics metrics) {
        this.clients = clients;
        this.links = links;
        this.consents = consents;
        this.providers = providers;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        sites = new ReturnTo.Sites(
                settings.gateway().publicUrl(), settings.link().returnTo());
    }

    /** The provider's page on which the user consents. */
    public URI begin(Caller caller, String clientId, LinkRequest request) {
        Client client = clients.get(caller.practiceId(), clientId);
        Provider provider = Provider.named(request.provider());
        ReturnTo returnTo = sites.check(request.returnTo());
        AccountingProvider remote = providers.of(provider);
        requireRoom(client, provider, remote.organisationLimit());
        ConsentState state = ConsentState.random(random);
        URI page = remote.consentPage(settings.gateway().callback(provider), state.value());
        Consent consent = new Consent(
                UUID.randomUUID(),
                caller.practiceId(),
                caller.userId(),
                client.id(),
                provider,
                returnTo,
                Boolean.TRUE.equals(request.replaceLedger()),
                clock.instant());
        consents.begin(consent, state, settings.link().consentLifetime());
        return page;
    }

    /** What the user may choose from. */
    public List<Organisation> choices(Caller caller, String clientId) {
        Client client = clients.get(caller.practiceId(), clientId);
        return consents.pending(caller.practiceId(), caller.userId(), client.id())
                .map(Choice::organisations)
                .orElse(List.of());
    }

    /** Links the client to one of the approved organisations. */
    public Client choose(Caller caller, String clientId, @Nullable String organisationId) {
        UUID id = clients.get(caller.practiceId(), clientId).id();
        transactions.executeWithoutResult(status -> {
            Client client = clients.lock(caller.practiceId(), id);
            Choice choice = consents.pending(caller.practiceId(), caller.userId(), id)
                    .orElseThrow(() -> Problem.NOTHING_TO_CHOOSE.because(
                            "You have no consent for this client that waits for a choice; begin the link again"));
            Organisation chosen = choice.organisations().stream()
                    .filter(organisation -> organisation.id().equals(organisationId))
                    .findFirst()
                    .orElseThrow(() ->
                            Problem.UNKNOWN_ORGANISATION.because("organisationId is " + Problem.quoted(organisationId)
                                    + "; it must be one of "
                                    + choice.organisations().stream()
                                            .map(Organisation::id)
                                            .toList()));
            Consent consent = choice.consent();
            if (!consent.replaceLedger() && links.conflicts(client, consent.provider(), chosen)) {
                throw Problem.ANOTHER_ORGANISATION.because(
                        "organisationId is " + Problem.quoted(organisationId)
                                + ", but the client's ledger holds the books of another organisation; begin the link again with replaceLedger");
            }
            links.link(client, consent.provider(), chosen, choice.grantId());
            metrics.consent(consent.provider(), "linked");
        });
        return clients.get(caller.practiceId(), clientId);
    }

    /** Ends the client's connection; its data stays. */
    public Client unlink(Caller caller, String clientId) {
        UUID id = clients.get(caller.practiceId(), clientId).id();
        transactions.executeWithoutResult(status -> {
            Client client = clients.lock(caller.practiceId(), id);
            if (!links.active(client)) {
                throw Problem.NOT_LINKED.because("Client " + id + " is not linked");
            }
            links.end(client, EndReason.USER);
        });
        return clients.get(caller.practiceId(), clientId);
    }

    private void requireRoom(Client client, Provider provider, int limit) {
        if (limit == Integer.MAX_VALUE) {
            return;
        }
        long connected = jdbc.sql("select count(distinct organisation_id) from connections"
                        + " where provider = :provider and ended_at is null and client_id <> :client")
                .param("provider", provider.name())
                .param("client", client.id())
                .query(Long.class)
                .single();
        if (connected >= limit) {
            throw Problem.CONNECTION_LIMIT_REACHED.because("Our app may have " + limit + " organisations connected to "
                    + provider + ", and has; unlink a client or raise ledgersync.xero.tier");
        }
    }
}
