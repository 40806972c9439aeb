package io.ledgersync.store;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the ledger store must be told.
 *
 * @param mongo {@code ledgersync.mongo.*}
 * @param internal {@code ledgersync.internal.*}
 * @param identity {@code ledgersync.identity.*}
 * @param store {@code ledgersync.store.*}
 */
@ConfigurationProperties("ledgersync")
public record StoreSettings(
        Mongo mongo,
        Internal internal,
        Identity identity,
        @DefaultValue Store store) {

    public StoreSettings {
        require(mongo, "ledgersync.mongo.uri");
        require(internal, "ledgersync.internal.token");
        require(identity, "ledgersync.identity.jwks-url");
    }

    private static void require(@Nullable Object value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is not set");
        }
    }

    /** Where the documents are; the URI may hold credentials and is never logged. */
    public record Mongo(String uri, @DefaultValue("ledger") String database) {
        public Mongo {
            require(uri, "ledgersync.mongo.uri");
        }

        @Override
        public String toString() {
            return "Mongo[database=" + database + "]";
        }
    }

    /** The secret that our own services present to each other. */
    public record Internal(String token) {
        public Internal {
            require(token, "ledgersync.internal.token");
            if (token.length() < 16) {
                throw new IllegalArgumentException(
                        "ledgersync.internal.token has " + token.length() + " characters; at least 16 are needed");
            }
        }

        @Override
        public String toString() {
            return "Internal[token=***]";
        }
    }

    /** The OIDC issuer whose tokens are accepted, and where its keys are. */
    public record Identity(String issuer, URI jwksUrl) {
        public Identity {
            require(issuer, "ledgersync.identity.issuer");
            require(jwksUrl, "ledgersync.identity.jwks-url");
        }
    }

    /**
     * The projection's own knobs.
     *
     * @param batch most changes that are written at once; more is quicker and holds more memory
     * @param retry how long to wait after MongoDB or Kafka refused, before the same batch is tried again
     */
    public record Store(
            @DefaultValue("4000") int batch,
            @DefaultValue("1s") Duration retry) {
        public Store {
            if (batch < 1 || batch > 50_000) {
                throw new IllegalArgumentException("ledgersync.store.batch is " + batch + "; allowed: 1 to 50000");
            }
        }
    }
}
