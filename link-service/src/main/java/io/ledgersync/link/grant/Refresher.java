package io.ledgersync.link.grant;

import io.ledgersync.link.LinkMetrics;
import io.ledgersync.link.Provider;
import io.ledgersync.link.oauth.TokenAnswer;
import io.ledgersync.link.oauth.TokenEndpoint;
import io.ledgersync.link.oauth.TokenSet;
import io.ledgersync.link.provider.Providers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Renews the tokens of a grant under its row's lock, so that over all replicas one does it, once.
 *
 * <p>The new refresh token is committed before anybody gets the access token that came with it. When the answer was
 * lost, the old one is sent again, as providers allow for a while; a crash in between does the same at the next lease.
 */
final class Refresher {
    private static final Logger LOGGER = LoggerFactory.getLogger(Refresher.class);
    private static final Duration REST = Duration.ofSeconds(3);

    private final Grants grants;
    private final Providers providers;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final LinkMetrics metrics;
    /** A token endpoint that is away is asked every few seconds, not by every lease. */
    private final Map<Provider, Instant> restsUntil = new ConcurrentHashMap<>();
    /** The grant that the endpoint could not renew last; what one grant alone meets is no trouble of others. */
    private final Map<Provider, UUID> failedLast = new ConcurrentHashMap<>();

    Refresher(Grants grants, Providers providers, TransactionTemplate transactions, Clock clock, LinkMetrics metrics) {
        this.grants = grants;
        this.providers = providers;
        this.transactions = transactions;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** A token that is fresh and not the refused one. */
    Lease refresh(UUID grantId, @Nullable String refused) {
        return transactions.execute(status -> {
            Optional<Grant> grant = grants.lock(grantId);
            return grant.isEmpty() ? new Lease.Ended() : ensureFresh(grant.get(), refused);
        });
    }

    /** As {@link #refresh}, of a grant that the caller's transaction has locked. */
    Lease ensureFresh(Grant grant, @Nullable String refused) {
        TokenSet tokens = grant.tokens();
        if (grant.broken() != null) {
            return refusal(grant.provider(), grant.broken());
        }
        boolean wasRefused = tokens.accessToken().equals(refused);
        // Somebody else may have renewed it while we waited for the lock.
        if (!wasRefused && tokens.freshAt(clock.instant())) {
            return granted(tokens);
        }
        TokenAnswer answer = ask(grant);
        metrics.refresh(grant.provider(), answer.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
        if (answer instanceof TokenAnswer.Granted renewed) {
            grants.store(grant.id(), renewed.tokens());
            return granted(renewed.tokens());
        }
        if (answer instanceof TokenAnswer.Refused no && no.voidGrant()) {
            LOGGER.atWarn()
                    .addKeyValue("provider", grant.provider())
                    .addKeyValue("grantId", grant.id())
                    .addKeyValue("error", no.error())
                    .log("The provider renews a grant's tokens no more; its clients must be linked again");
            grants.breakGrant(grant.id(), no.error());
            return refusal(grant.provider(), no.error());
        }
        Lease.Unavailable away = away(grant, answer);
        // The old one may still do for a while.
        return !wasRefused && clock.instant().isBefore(tokens.expiresAt()) ? granted(tokens) : away;
    }

    private TokenAnswer ask(Grant grant) {
        Instant rest = restsUntil.get(grant.provider());
        if (rest != null && clock.instant().isBefore(rest)) {
            return new TokenAnswer.Unavailable("The token endpoint did not answer a moment ago", REST, false);
        }
        TokenEndpoint endpoint = providers.of(grant.provider()).tokens();
        TokenAnswer answer = endpoint.refresh(grant.tokens().refreshToken());
        if (answer instanceof TokenAnswer.Unavailable first && first.lost()) {
            answer = endpoint.refresh(grant.tokens().refreshToken());
        }
        if (answer instanceof TokenAnswer.Unavailable away) {
            UUID before = failedLast.put(grant.provider(), grant.id());
            if (away.lost() || (before != null && !before.equals(grant.id()))) {
                restsUntil.put(grant.provider(), clock.instant().plus(REST));
            }
        } else {
            restsUntil.remove(grant.provider());
            failedLast.remove(grant.provider());
        }
        return answer;
    }

    private static Lease.Unavailable away(Grant grant, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Unavailable unavailable) {
            LOGGER.atWarn()
                    .addKeyValue("provider", grant.provider())
                    .addKeyValue("grantId", grant.id())
                    .addKeyValue("detail", unavailable.detail())
                    .log("A token could not be renewed now");
            return new Lease.Unavailable(unavailable.retryAfter(), unavailable.detail());
        }
        // Our own registration is refused (invalid_client): no user can repair that, and the grants are good.
        String error = answer instanceof TokenAnswer.Refused refused ? refused.error() : "unknown_error";
        LOGGER.atError()
                .addKeyValue("provider", grant.provider())
                .addKeyValue("error", error)
                .log("The provider refuses our client id or secret");
        return new Lease.Unavailable(Duration.ofMinutes(1), "The token endpoint answered " + error);
    }

    private static Lease granted(TokenSet tokens) {
        return new Lease.Granted(tokens.accessToken(), tokens.expiresAt());
    }

    private static Lease refusal(Provider provider, String error) {
        return new Lease.Refused(
                provider + " answered " + error + " to our refresh token; the client must be linked again");
    }
}
