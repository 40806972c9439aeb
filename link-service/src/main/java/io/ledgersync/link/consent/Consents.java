package io.ledgersync.link.consent;

import io.ledgersync.link.DatabaseTime;
import io.ledgersync.link.Problem;
import io.ledgersync.link.Provider;
import io.ledgersync.link.provider.Organisation;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of round trips. One is WAITING for the provider's redirect, which takes it once; when several organisations
 * were approved it is CHOOSING until the user has named one.
 */
public final class Consents {
    private static final String COLUMNS =
            "consent_id, practice_id, user_id, client_id, provider, return_to, replace_ledger, created_at, grant_id, organisations";

    private final JdbcClient jdbc;
    private final Clock clock;

    public Consents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void begin(Consent consent, ConsentState state, Duration lifetime) {
        jdbc.sql(
                        "insert into consents (consent_id, state_digest, practice_id, user_id, client_id, provider, return_to, replace_ledger,"
                                + " status, created_at, expires_at) values (:id, :state, :practice, :user, :client, :provider, :returnTo, :replace,"
                                + " 'WAITING', :now, :expires)")
                .param("id", consent.id())
                .param("state", state.digest())
                .param("practice", consent.practiceId())
                .param("user", consent.userId())
                .param("client", consent.clientId())
                .param("provider", consent.provider().name())
                .param("returnTo", consent.returnTo().address().toString())
                .param("replace", consent.replaceLedger())
                .param("now", DatabaseTime.of(consent.begunAt()))
                .param("expires", DatabaseTime.of(consent.begunAt().plus(lifetime)))
                .update();
    }

    /** The round trip that this state belongs to; nobody else gets it again. */
    Consent take(Provider provider, ConsentState state) {
        return jdbc.sql("update consents set status = 'TAKEN' where state_digest = :state and provider = :provider"
                        + " and status = 'WAITING' and expires_at > :now returning " + COLUMNS)
                .param("state", state.digest())
                .param("provider", provider.name())
                .param("now", DatabaseTime.of(clock.instant()))
                .query(Consents::consent)
                .optional()
                .orElseThrow(() ->
                        Problem.INVALID_STATE.because("state " + defect(provider, state) + "; begin the link again"));
    }

    /** Lets the user choose; false when the client was deleted meanwhile, and this round trip with it. */
    boolean offer(Consent consent, UUID grantId, List<Organisation> organisations, Duration lifetime) {
        return jdbc.sql(
                                "update consents set status = 'CHOOSING', grant_id = :grant, organisations = :organisations::jsonb, expires_at = :expires"
                                        + " where consent_id = :id")
                        .param("grant", grantId)
                        .param("organisations", JsonMapper.shared().writeValueAsString(organisations))
                        .param("expires", DatabaseTime.of(clock.instant().plus(lifetime)))
                        .param("id", consent.id())
                        .update()
                == 1;
    }

    /** The newest choice that this user has to make for the client. */
    Optional<Choice> pending(String practiceId, String userId, UUID clientId) {
        return jdbc.sql("select " + COLUMNS
                        + " from consents where client_id = :client and practice_id = :practice and user_id = :user"
                        + " and status = 'CHOOSING' and expires_at > :now order by created_at desc limit 1")
                .param("client", clientId)
                .param("practice", practiceId)
                .param("user", userId)
                .param("now", DatabaseTime.of(clock.instant()))
                .query(Consents::choice)
                .optional();
    }

    /** Forgets round trips that led nowhere, a day after they could have. */
    void forgetOld() {
        jdbc.sql("delete from consents where status <> 'CHOOSING' and expires_at < :before")
                .param("before", DatabaseTime.of(clock.instant().minus(Duration.ofDays(1))))
                .update();
    }

    private String defect(Provider provider, ConsentState state) {
        record Found(String provider, String status, Instant expires) {}
        return jdbc.sql("select provider, status, expires_at from consents where state_digest = :state")
                .param("state", state.digest())
                .query((row, number) -> new Found(
                        row.getString("provider"), row.getString("status"), DatabaseTime.at(row, "expires_at")))
                .optional()
                .map(found -> {
                    if (!found.provider().equals(provider.name())) {
                        return "belongs to a consent of " + found.provider();
                    }
                    return found.status().equals("WAITING") ? "expired at " + found.expires() : "was used already";
                })
                .orElse("is not one of ours");
    }

    private static Consent consent(ResultSet row, int number) throws SQLException {
        return new Consent(
                row.getObject("consent_id", UUID.class),
                row.getString("practice_id"),
                row.getString("user_id"),
                row.getObject("client_id", UUID.class),
                Provider.valueOf(row.getString("provider")),
                new ReturnTo(URI.create(row.getString("return_to"))),
                row.getBoolean("replace_ledger"),
                DatabaseTime.at(row, "created_at"));
    }

    private static Choice choice(ResultSet row, int number) throws SQLException {
        List<Organisation> organisations = JsonMapper.shared()
                .readValue(row.getString("organisations"), new TypeReference<List<Organisation>>() {});
        return new Choice(consent(row, number), row.getObject("grant_id", UUID.class), organisations);
    }
}
