package io.ledgersync.kit.call;

import io.ledgersync.kit.link.Lease;
import io.ledgersync.kit.link.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens in use, leased again every ten seconds, so that the end of a connection is known soon. Owned by the
 * loop.
 */
final class LeaseBook {
    private static final Duration AGAIN = Duration.ofSeconds(10);
    /** A link service that is away for a moment stops nobody. */
    private static final Duration USABLE = Duration.ofSeconds(20);

    private static final Duration UNUSED = Duration.ofMinutes(1);
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(5);
    /**
     * A fresh token may have expired as well before the provider answered any call well: only the one after it says
     * that the authorisation is broken.
     */
    private static final int REFUSALS = 2;

    private static final class Entry {
        private @Nullable String token;
        private Instant usableUntil = Instant.EPOCH;
        private Instant askAgain = Instant.EPOCH;
        private boolean asked;
        /** Since when no token can be had; null while one can. */
        private @Nullable Instant awaySince;

        private @Nullable String refused;
        /** Tokens refused, one after the other, since the provider last took one. */
        private int refusals;
    }

    private final Leases leases;
    private final Mailbox mailbox;
    private final BiConsumer<String, Lease> arrived;
    private final Map<String, Entry> entries = new HashMap<>();

    /** @param arrived told on the loop of each lease, with its connection */
    LeaseBook(Leases leases, Mailbox mailbox, BiConsumer<String, Lease> arrived) {
        this.leases = leases;
        this.mailbox = mailbox;
        this.arrived = arrived;
    }

    /** The token to call with; empty while one is on its way. */
    Optional<String> token(String connectionId, Instant now) {
        Entry entry = entries.computeIfAbsent(connectionId, id -> new Entry());
        if (!entry.asked && !now.isBefore(entry.askAgain)) {
            ask(connectionId, entry);
        }
        return entry.token != null && now.isBefore(entry.usableUntil) ? Optional.of(entry.token) : Optional.empty();
    }

    /** When an answer of the link service that is away is asked for again; empty when it is on its way. */
    Optional<Instant> askedAgain(String connectionId) {
        Entry entry = entries.get(connectionId);
        return entry == null || entry.asked ? Optional.empty() : Optional.of(entry.askAgain);
    }

    /** Since when the link service or the provider gives no token; empty while they do. */
    Optional<Instant> awaySince(String connectionId) {
        Entry entry = entries.get(connectionId);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.awaySince);
    }

    private void ask(String connectionId, Entry entry) {
        entry.asked = true;
        leases.lease(connectionId, entry.refused)
                .whenCompleteAsync(
                        (lease, trouble) -> {
                            Lease answer =
                                    lease != null ? lease : new Lease.Unavailable(AGAIN, String.valueOf(trouble));
                            mailboxed(connectionId, answer);
                        },
                        mailbox);
    }

    private void mailboxed(String connectionId, Lease lease) {
        arrived.accept(connectionId, lease);
    }

    /** Keeps what a lease says. */
    void keep(String connectionId, Lease lease, Instant now) {
        Entry entry = entries.computeIfAbsent(connectionId, id -> new Entry());
        entry.asked = false;
        if (lease instanceof Lease.Granted granted) {
            entry.token = granted.accessToken();
            entry.awaySince = null;
            Instant expiry = granted.expiresAt().minus(BEFORE_EXPIRY);
            Instant usable = now.plus(USABLE);
            entry.usableUntil = expiry.isBefore(usable) ? expiry : usable;
            entry.askAgain = now.plus(AGAIN);
        } else if (lease instanceof Lease.Unavailable unavailable) {
            entry.askAgain = now.plus(unavailable.retryAfter());
            entry.awaySince = entry.awaySince == null ? now : entry.awaySince;
        } else {
            entries.remove(connectionId);
        }
    }

    /**
     * The provider refused a token.
     *
     * @return whether a fresh one may help: false when fresh ones were refused before, and none was taken since
     */
    boolean refused(String connectionId, String token) {
        Entry entry = entries.get(connectionId);
        if (entry == null || !token.equals(entry.token)) {
            return true;
        }
        if (entry.refusals == REFUSALS) {
            return false;
        }
        entry.refusals++;
        entry.refused = token;
        entry.token = null;
        entry.askAgain = Instant.EPOCH;
        return true;
    }

    /** The provider took a token. */
    void taken(String connectionId, String token) {
        Entry entry = entries.get(connectionId);
        if (entry != null && token.equals(entry.token)) {
            entry.refused = null;
            entry.refusals = 0;
        }
    }

    /** Forgets tokens that nobody has used for a while. */
    void tidy(Instant now) {
        entries.values()
                .removeIf(entry -> !entry.asked
                        && entry.refused == null
                        && entry.askAgain.plus(UNUSED).isBefore(now));
    }
}
