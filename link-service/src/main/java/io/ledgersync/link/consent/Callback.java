package io.ledgersync.link.consent;

import io.ledgersync.link.LinkMetrics;
import io.ledgersync.link.LinkSettings;
import io.ledgersync.link.Problem;
import io.ledgersync.link.Provider;
import io.ledgersync.link.Refusal;
import io.ledgersync.link.client.Client;
import io.ledgersync.link.client.Clients;
import io.ledgersync.link.client.Link;
import io.ledgersync.link.client.Links;
import io.ledgersync.link.grant.Farewells;
import io.ledgersync.link.grant.Grants;
import io.ledgersync.link.oauth.ProviderUnavailable;
import io.ledgersync.link.oauth.TokenAnswer;
import io.ledgersync.link.oauth.TokenSet;
import io.ledgersync.link.provider.AccountingProvider;
import io.ledgersync.link.provider.Approval;
import io.ledgersync.link.provider.Organisation;
import io.ledgersync.link.provider.Providers;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The provider's answer to a consent: the code becomes tokens, the tokens show the organisations, and one transaction
 * settles it.
 *
 * <p>The calls are made outside of any transaction. Whatever the tokens turn out not to be needed for is closed at the
 * provider by a farewell.
 */
public final class Callback {
    private static final Logger LOGGER = LoggerFactory.getLogger(Callback.class);

    private final Clients clients;
    private final Links links;
    private final Consents consents;
    private final Grants grants;
    private final Farewells farewells;
    private final Providers providers;
    private final TransactionTemplate transactions;
    private final LinkSettings settings;
    private final LinkMetrics metrics;

    public Callback(
            Clients clients,
            Links links,
            Consents consents,
            Grants grants,
            Farewells farewells,
            Providers providers,
            TransactionTemplate transactions,
            LinkSettings settings,
            LinkMetrics metrics) {
        this.clients = clients;
        this.links = links;
        this.consents = consents;
        this.grants = grants;
        this.farewells = farewells;
        this.providers = providers;
        this.transactions = transactions;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Where the user goes now. */
    public URI answer(Provider provider, Redirect redirect) {
        AccountingProvider remote = providers.of(provider);
        String state = given("state", redirect.state(), Problem.INVALID_STATE);
        if (redirect.error() != null) {
            Consent refused = consents.take(provider, new ConsentState(state));
            return error(refused, redirect.error().matches("[a-z_]{1,40}") ? redirect.error() : "consent_failed");
        }
        String code = given("code", redirect.code(), Problem.EXPIRED_CODE);
        String realm = remote.namesRealm() ? realm(redirect.realmId()) : null;
        Consent consent = consents.take(provider, new ConsentState(state));
        Approval approval = new Approval(consent.begunAt(), realm, earlierOrganisation(consent));
        TokenAnswer answer = remote.tokens().exchange(code, settings.gateway().callback(provider));
        if (answer instanceof TokenAnswer.Granted granted) {
            return settle(consent, remote, granted.tokens(), approval);
        }
        if (answer instanceof TokenAnswer.Refused refused && refused.voidGrant()) {
            metrics.consent(provider, "expired_code");
            throw Problem.EXPIRED_CODE.because(
                    "code is expired, used or not one of " + provider + "'s; begin the link again");
        }
        LOGGER.atError()
                .addKeyValue("provider", provider)
                .addKeyValue("clientId", consent.clientId())
                .addKeyValue("answer", answer)
                .log("A code could not be exchanged");
        return error(consent, answer instanceof TokenAnswer.Refused ? "provider_refused" : "provider_unavailable");
    }

    private URI settle(Consent consent, AccountingProvider remote, TokenSet tokens, Approval approval) {
        // Tokens of an unknown user are nobody else's: they are never merged with another grant.
        String subject = Objects.requireNonNullElse(remote.subject(tokens, approval), "consent " + consent.id());
        try {
            List<Organisation> approved = approved(consent.provider(), remote, tokens, approval);
            return Objects.requireNonNull(transactions.execute(status -> {
                UUID grantId = grants.replace(consent.practiceId(), consent.provider(), subject, tokens);
                URI next = settle(consent, grantId, approved);
                links.revive(grantId);
                return next;
            }));
        } catch (ProviderUnavailable e) {
            LOGGER.atWarn()
                    .addKeyValue("provider", consent.provider())
                    .addKeyValue("clientId", consent.clientId())
                    .addKeyValue("detail", e.detail())
                    .log("The organisations of a consent could not be read");
            transactions.executeWithoutResult(status -> {
                UUID grantId = grants.replace(consent.practiceId(), consent.provider(), subject, tokens);
                farewells.add(grantId, null);
                links.revive(grantId);
            });
            return error(consent, "provider_unavailable");
        }
    }

    /**
     * A company that somebody is linked to already may be read by a connector now, with all calls that it permits at a
     * time: it is not called, and whether the tokens may read it is for the first run to find out.
     */
    private List<Organisation> approved(
            Provider provider, AccountingProvider remote, TokenSet tokens, Approval approval)
            throws ProviderUnavailable {
        String realm = approval.realmId();
        Optional<String> name = realm == null ? Optional.empty() : links.nameOf(provider, realm);
        return realm != null && name.isPresent()
                ? List.of(new Organisation(realm, name.get(), null))
                : remote.approved(tokens, approval);
    }

    private URI settle(Consent consent, UUID grantId, List<Organisation> approved) {
        if (approved.size() > 1) {
            if (!consents.offer(consent, grantId, approved, settings.link().choiceLifetime())) {
                farewells.add(grantId, null);
                return error(consent, "client_deleted");
            }
            metrics.consent(consent.provider(), "choose");
            return consent.returnTo().with("choose", consent.id().toString());
        }
        if (approved.isEmpty()) {
            farewells.add(grantId, null);
            return error(consent, "no_organisation");
        }
        Organisation organisation = approved.get(0);
        Client client;
        try {
            client = clients.lock(consent.practiceId(), consent.clientId());
        } catch (Refusal deletedMeanwhile) {
            farewells.add(grantId, organisation.providerConnectionId());
            return error(consent, "client_deleted");
        }
        if (!consent.replaceLedger() && links.conflicts(client, consent.provider(), organisation)) {
            farewells.add(grantId, organisation.providerConnectionId());
            metrics.consent(consent.provider(), "conflict");
            return consent.returnTo().with("conflict", organisation.name());
        }
        links.link(client, consent.provider(), organisation, grantId);
        metrics.consent(consent.provider(), "linked");
        LOGGER.atInfo()
                .addKeyValue("clientId", client.id())
                .addKeyValue("provider", consent.provider())
                .addKeyValue("organisationId", organisation.id())
                .log("A client was linked");
        return consent.returnTo().address();
    }

    private @Nullable String earlierOrganisation(Consent consent) {
        Link link =
                clients.get(consent.practiceId(), consent.clientId().toString()).link();
        return link != null && link.provider() == consent.provider() ? link.organisationId() : null;
    }

    private URI error(Consent consent, String code) {
        metrics.consent(consent.provider(), code);
        return consent.returnTo().with("error", code);
    }

    private static String given(String name, @Nullable String value, Problem otherwise) {
        if (value == null || value.isBlank()) {
            throw otherwise.because(name + " is missing in the provider's redirect");
        }
        return value;
    }

    private static String realm(@Nullable String realmId) {
        if (realmId == null || !realmId.matches("[0-9]{1,30}")) {
            throw Problem.INVALID_VALUE.because(
                    "realmId is " + Problem.quoted(realmId) + "; it must be the number of a company");
        }
        return realmId;
    }
}
