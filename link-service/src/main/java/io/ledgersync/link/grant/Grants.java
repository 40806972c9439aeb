package io.ledgersync.link.grant;

import io.ledgersync.link.DatabaseTime;
import io.ledgersync.link.Provider;
import io.ledgersync.link.oauth.TokenSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table of grants: tokens go in sealed and come out opened, nowhere else. */
public final class Grants {
    private static final String COLUMNS =
            "select g.grant_id, g.provider, g.subject, g.sealed, g.issued_at, g.expires_at, g.broken from grants g ";

    private final JdbcClient jdbc;
    private final Vault vault;

    public Grants(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * The grant of this user in this practice, now with these tokens: for all connections that refer to it, whatever
     * became of its earlier ones.
     */
    public UUID replace(String practiceId, Provider provider, String subject, TokenSet tokens) {
        // The update changes nothing but takes the row's lock and gives its id, new or old.
        UUID id = jdbc.sql(
                        "insert into grants (grant_id, practice_id, provider, subject, sealed, issued_at, expires_at)"
                                + " values (:id, :practice, :provider, :subject, '', :issued, :expires)"
                                + " on conflict (practice_id, provider, subject) do update set subject = excluded.subject returning grant_id")
                .param("id", UUID.randomUUID())
                .param("practice", practiceId)
                .param("provider", provider.name())
                .param("subject", subject)
                .param("issued", DatabaseTime.of(tokens.issuedAt()))
                .param("expires", DatabaseTime.of(tokens.expiresAt()))
                .query(UUID.class)
                .single();
        store(id, tokens);
        return id;
    }

    void store(UUID id, TokenSet tokens) {
        byte[] sealed = vault.seal(
                id, JsonMapper.shared().writeValueAsString(new Sealed(tokens.accessToken(), tokens.refreshToken())));
        jdbc.sql(
                        "update grants set sealed = :sealed, issued_at = :issued, expires_at = :expires, broken = null where grant_id = :id")
                .param("sealed", sealed)
                .param("issued", DatabaseTime.of(tokens.issuedAt()))
                .param("expires", DatabaseTime.of(tokens.expiresAt()))
                .param("id", id)
                .update();
    }

    /** The provider renews these tokens no more: every client that is linked through them shows it. */
    void breakGrant(UUID id, String error) {
        jdbc.sql("update grants set broken = :error where grant_id = :id")
                .param("error", error)
                .param("id", id)
                .update();
        jdbc.sql(
                        "update clients set state = 'AUTH_FAILED' where state = 'LINKED'"
                                + " and connection_id in (select connection_id from connections where grant_id = :grant and ended_at is null)")
                .param("grant", id)
                .update();
    }

    /** Of a connection that has not ended; without a lock. */
    Optional<Grant> ofConnection(UUID connectionId) {
        return jdbc.sql(
                        COLUMNS
                                + "join connections c on c.grant_id = g.grant_id where c.connection_id = :id and c.ended_at is null")
                .param("id", connectionId)
                .query(this::grant)
                .optional();
    }

    /** Locked until the transaction ends: nobody else refreshes, replaces or revokes it; it may be referred to. */
    Optional<Grant> lock(UUID id) {
        return jdbc.sql(COLUMNS + "where g.grant_id = :id for no key update")
                .param("id", id)
                .query(this::grant)
                .optional();
    }

    /** A connection or a choice that is still to be made refers to it. */
    boolean inUse(UUID id) {
        return exists(
                "select exists (select 1 from connections where grant_id = :id and ended_at is null)"
                        + " or exists (select 1 from consents where grant_id = :id and status = 'CHOOSING')",
                id);
    }

    /** The same user has another grant of ours in use (in another practice), which a revocation would end as well. */
    boolean sharesItsUser(UUID id) {
        return exists(
                "select exists (select 1 from grants mine join grants other on other.provider = mine.provider"
                        + " and other.subject = mine.subject and other.grant_id <> mine.grant_id where mine.grant_id = :id and ("
                        + " exists (select 1 from connections c where c.grant_id = other.grant_id and c.ended_at is null)"
                        + " or exists (select 1 from consents s where s.grant_id = other.grant_id and s.status = 'CHOOSING')))",
                id);
    }

    void delete(UUID id) {
        jdbc.sql("delete from grants where grant_id = :id").param("id", id).update();
    }

    private boolean exists(String sql, UUID id) {
        return jdbc.sql(sql).param("id", id).query(Boolean.class).single();
    }

    private Grant grant(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("grant_id", UUID.class);
        Sealed opened = JsonMapper.shared().readValue(vault.open(id, row.getBytes("sealed")), Sealed.class);
        @Nullable String broken = row.getString("broken");
        return new Grant(
                id,
                Provider.valueOf(row.getString("provider")),
                row.getString("subject"),
                new TokenSet(
                        opened.access(),
                        opened.refresh(),
                        DatabaseTime.at(row, "issued_at"),
                        DatabaseTime.at(row, "expires_at"),
                        null),
                broken);
    }

    /** What is sealed; never printed. */
    private record Sealed(String access, String refresh) {
        @Override
        public String toString() {
            return "Sealed[…]";
        }
    }
}
