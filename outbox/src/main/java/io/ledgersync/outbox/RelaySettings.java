package io.ledgersync.outbox;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which database's outbox is relayed, and how.
 *
 * @param jdbcUrl the database; its parameters (TLS among them) apply to the replication connection too
 * @param user a user with the REPLICATION attribute that owns the outbox
 * @param slotName name of the replication slot, unique in the PostgreSQL server: lower case letters, digits and
 *     underscores
 * @param pollInterval how long the log is left alone when it had nothing new: the outbox's latency
 * @param heartbeat how often an idle database's slot is moved, and the relay's own connection checked
 */
public record RelaySettings(
        String jdbcUrl, String user, String password, String slotName, Duration pollInterval, Duration heartbeat) {
    private static final Pattern SLOT_NAME = Pattern.compile("[a-z0-9_]{1,63}");
    private static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(15);
    private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(2);

    public RelaySettings(
            String jdbcUrl,
            String user,
            String password,
            String slotName,
            @Nullable Duration pollInterval,
            @Nullable Duration heartbeat) {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("ledgersync.database.url must begin with jdbc:postgresql:");
        }
        if (!SLOT_NAME.matcher(slotName).matches()) {
            throw new IllegalArgumentException(
                    "A replication slot's name is lower case letters, digits and underscores, not \"" + slotName + '"');
        }
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
        this.slotName = slotName;
        this.pollInterval = pollInterval == null ? DEFAULT_POLL_INTERVAL : pollInterval;
        this.heartbeat = heartbeat == null ? DEFAULT_HEARTBEAT : heartbeat;
    }

    /** With the defaults. */
    public RelaySettings(String jdbcUrl, String user, String password, String slotName) {
        this(jdbcUrl, user, password, slotName, null, null);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RelaySettings[" + slotName + ", " + user + ", " + pollInterval + ", " + heartbeat + ']';
    }
}
