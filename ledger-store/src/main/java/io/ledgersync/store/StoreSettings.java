package io.ledgersync.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the ledger store must be told.
 *
 * @param mongo {@code ledgersync.mongo.*}
 * @param store {@code ledgersync.store.*}
 */
@ConfigurationProperties("ledgersync")
public record StoreSettings(Mongo mongo, @DefaultValue Store store) {

    public StoreSettings {
        require(mongo, "ledgersync.mongo.uri");
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
