package io.ledgersync.orchestrator;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the orchestrator must be told.
 *
 * @param database {@code ledgersync.database.*}
 * @param support {@code ledgersync.support.*}
 * @param orchestrator {@code ledgersync.orchestrator.*}
 * @param xero {@code ledgersync.xero.*}
 * @param qbo {@code ledgersync.qbo.*}
 */
@ConfigurationProperties("ledgersync")
public record OrchestratorSettings(
        Database database,
        @DefaultValue Support support,
        @DefaultValue Orchestrator orchestrator,
        @DefaultValue Xero xero,
        @DefaultValue Qbo qbo) {

    public OrchestratorSettings {
        require(database, "ledgersync.database.url");
    }

    private static void require(@Nullable Object value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is not set");
        }
    }

    private static void atLeast(Duration shortest, Duration value, String key) {
        if (value.compareTo(shortest) < 0) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be at least " + shortest);
        }
    }

    /** The orchestrator's own PostgreSQL database. */
    public record Database(String url, String user, String password) {
        public Database {
            require(url, "ledgersync.database.url");
            require(user, "ledgersync.database.user");
            require(password, "ledgersync.database.password");
        }

        @Override
        public String toString() {
            return "Database[url=" + url + ", user=" + user + "]";
        }
    }

    private static void notNegative(long value, String key) {
        if (value < 0) {
            throw new IllegalArgumentException(key + " is " + value + "; it must not be negative; 0 means no limit");
        }
    }

    /**
     * What the app's tier at Xero includes.
     *
     * @param tier decides how many bytes a month are included
     * @param quota a limit of one's own
     */
    public record Xero(
            @DefaultValue("STARTER") Tier tier,
            @DefaultValue XeroQuota quota) {

        /** Bytes of answers a month of the app that cost nothing extra; 0 means no limit. */
        public long monthBytes() {
            return quota.monthBytes() == null ? tier.monthBytes : quota.monthBytes();
        }

        /** The plans under which Xero lets an app connect, with what they include. */
        public enum Tier {
            STARTER(0),
            CORE(10),
            PLUS(50),
            ADVANCED(250),
            ENTERPRISE(0);

            private final long monthBytes;

            Tier(long gigabytes) {
                monthBytes = gigabytes * 1_000_000_000L;
            }
        }
    }

    /** @param monthBytes bytes of answers a month of the app; null means the tier's, 0 means no limit */
    public record XeroQuota(@Nullable Long monthBytes) {
        public XeroQuota {
            notNegative(monthBytes == null ? 0 : monthBytes, "ledgersync.xero.quota.month-bytes");
        }
    }

    /** What the app may do at QuickBooks Online. */
    public record Qbo(@DefaultValue QboQuota quota) {}

    /** @param month calls a month of the app that Intuit meters; 0 means no limit */
    public record QboQuota(@DefaultValue("500000") long month) {
        public QboQuota {
            notNegative(month, "ledgersync.qbo.quota.month");
        }
    }

    /** Where users find help; shown with errors that name support. */
    public record Support(@Nullable URI url) {}

    /**
     * The orchestrator's own knobs.
     *
     * @param silence a run of which nothing was said for so long is sent again; longer than a connector's five minutes,
     *     or runs are sent in vain
     * @param coolDown after a completed increment, until Sync Now starts the next
     * @param announceEvery the shortest time between two announcements of a run's progress
     * @param reconcileEvery after so long a client's books are read whole once more, in one of its nights, to find what
     *     the provider's changes do not tell
     * @param round how often is looked for what is due: the latency of every start without priority
     * @param slot the replication slot of the outbox's relay, unique in the PostgreSQL server
     * @param places how many runs without priority each provider's connectors have at a time
     * @param heavyPlaces how many of these may read much (INITIAL, RECONCILE)
     * @param night when clients are synced by themselves, for practices that have said nothing
     */
    public record Orchestrator(
            @DefaultValue("15m") Duration silence,
            @DefaultValue("10s") Duration coolDown,
            @DefaultValue("500ms") Duration announceEvery,
            @DefaultValue("7d") Duration reconcileEvery,
            @DefaultValue("200ms") Duration round,
            @DefaultValue("outbox_orchestrator") String slot,
            @DefaultValue("2000") int places,
            @DefaultValue("1000") int heavyPlaces,
            @DefaultValue Night night) {
        public Orchestrator {
            atLeast(Duration.ofSeconds(1), silence, "ledgersync.orchestrator.silence");
            atLeast(Duration.ZERO, coolDown, "ledgersync.orchestrator.cool-down");
            atLeast(Duration.ZERO, announceEvery, "ledgersync.orchestrator.announce-every");
            atLeast(Duration.ofDays(1), reconcileEvery, "ledgersync.orchestrator.reconcile-every");
            atLeast(Duration.ofMillis(10), round, "ledgersync.orchestrator.round");
            if (places < 1) {
                throw new IllegalArgumentException(
                        "ledgersync.orchestrator.places is " + places + "; it must be at least 1");
            }
            if (heavyPlaces < 1 || heavyPlaces > places) {
                throw new IllegalArgumentException("ledgersync.orchestrator.heavy-places is " + heavyPlaces
                        + "; it must be 1 to ledgersync.orchestrator.places, which is " + places);
            }
        }
    }

    /**
     * A window in the night.
     *
     * @param from the hour at which it opens, 0 to 23
     * @param hours its length, 1 to 24: all clients are spread over it
     */
    public record Night(
            @DefaultValue("UTC") ZoneId timeZone,
            @DefaultValue("1") int from,
            @DefaultValue("5") int hours) {
        public Night {
            if (from < 0 || from > 23) {
                throw new IllegalArgumentException(
                        "ledgersync.orchestrator.night.from is " + from + "; it must be 0 to 23");
            }
            if (hours < 1 || hours > 24) {
                throw new IllegalArgumentException(
                        "ledgersync.orchestrator.night.hours is " + hours + "; it must be 1 to 24");
            }
        }
    }
}
