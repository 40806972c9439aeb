package io.ledgersync.link;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the link service is told; the providers have settings of their own.
 *
 * @param database its PostgreSQL
 * @param gateway where users and providers reach us
 * @param vault the key of the sealed tokens
 * @param link the limits of a round trip
 */
@ConfigurationProperties("ledgersync")
public record LinkSettings(
        Database database,
        Gateway gateway,
        Vault vault,
        @DefaultValue Link link) {

    public LinkSettings {
        required(database, "ledgersync.database.url");
        required(gateway, "ledgersync.gateway.public-url");
        required(vault, "ledgersync.vault.keyset");
    }

    private static void required(@Nullable Object value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is not set");
        }
    }

    private static void within(Duration value, Duration least, Duration most, String key) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be between " + least + " and " + most);
        }
    }

    /**
     * Its PostgreSQL.
     *
     * @param url {@code jdbc:postgresql://…}
     * @param connections the largest number of connections at a time
     */
    public record Database(
            String url,
            String user,
            Secret password,
            @DefaultValue("24") int connections) {
        public Database {
            required(url, "ledgersync.database.url");
            required(user, "ledgersync.database.user");
            required(password, "ledgersync.database.password");
            if (connections < 12) {
                throw new IllegalArgumentException("ledgersync.database.connections is " + connections
                        + "; it must be 12 or more, as refreshes hold some");
            }
        }
    }

    /** Where users and providers reach us: the providers' redirects come back to {@code /oauth/callback/…} there. */
    public record Gateway(URI publicUrl) {
        public Gateway {
            required(publicUrl, "ledgersync.gateway.public-url");
            if (publicUrl.getHost() == null) {
                throw new IllegalArgumentException(
                        "ledgersync.gateway.public-url is " + publicUrl + "; it must be an absolute URL");
            }
        }

        /** The redirect address that a provider knows for us. */
        public URI callback(Provider provider) {
            String base = publicUrl.toString();
            return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/oauth/callback/"
                    + provider.path());
        }
    }

    /** The key of the sealed tokens: a Tink keyset in JSON, base64. */
    public record Vault(Secret keyset) {
        public Vault {
            required(keyset, "ledgersync.vault.keyset");
        }
    }

    /**
     * The limits of a round trip.
     *
     * @param returnTo origins beside our own to which a user may be sent back
     * @param consentLifetime how long a user may take to consent
     * @param choiceLifetime how long a user may take to choose one of several organisations
     * @param callTimeout how long a call to a provider may take as a whole
     * @param sweepInterval how often what expired is tidied and what was not yet said to a provider is said
     */
    public record Link(
            @DefaultValue List<URI> returnTo,
            @DefaultValue("15m") Duration consentLifetime,
            @DefaultValue("30m") Duration choiceLifetime,
            @DefaultValue("15s") Duration callTimeout,
            @DefaultValue("20s") Duration sweepInterval) {
        public Link {
            within(consentLifetime, Duration.ofSeconds(1), Duration.ofHours(24), "ledgersync.link.consent-lifetime");
            within(choiceLifetime, Duration.ofSeconds(1), Duration.ofHours(24), "ledgersync.link.choice-lifetime");
            within(callTimeout, Duration.ofMillis(100), Duration.ofMinutes(2), "ledgersync.link.call-timeout");
            within(sweepInterval, Duration.ofMillis(100), Duration.ofHours(1), "ledgersync.link.sweep-interval");
        }
    }
}
