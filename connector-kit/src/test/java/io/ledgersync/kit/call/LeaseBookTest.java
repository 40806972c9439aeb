package io.ledgersync.kit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.link.Lease;
import io.ledgersync.kit.link.Leases;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseBookTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String CONNECTION = "connection";

    private final LeaseBook book = new LeaseBook(
            new Leases(HttpClient.newHttpClient(), URI.create("http://127.0.0.1:1"), "secret"),
            new Mailbox(),
            (connection, lease) -> {});

    private void leased(String token) {
        book.keep(CONNECTION, new Lease.Granted(token, NOW.plusSeconds(1800)), NOW);
    }

    @Test
    void aFreshTokenThatExpiresBeforeAnyCallWentWellIsReplacedToo() {
        leased("a");
        assertThat(book.refused(CONNECTION, "a")).isTrue();
        leased("b");
        assertThat(book.refused(CONNECTION, "b")).isTrue();
        leased("c");
        book.taken(CONNECTION, "c");
        assertThat(book.refused(CONNECTION, "c")).isTrue();
    }

    @Test
    void whenFreshTokensAreRefusedAgainAndAgainTheAuthorisationIsBroken() {
        leased("a");
        assertThat(book.refused(CONNECTION, "a")).isTrue();
        leased("b");
        assertThat(book.refused(CONNECTION, "b")).isTrue();
        leased("c");
        assertThat(book.refused(CONNECTION, "c")).isFalse();
    }

    @Test
    void manyCallsRefusedWithOneTokenCountOnce() {
        leased("a");
        assertThat(book.refused(CONNECTION, "a")).isTrue();
        assertThat(book.refused(CONNECTION, "a")).isTrue();
        assertThat(book.refused(CONNECTION, "a")).isTrue();
        leased("b");
        assertThat(book.refused(CONNECTION, "b")).isTrue();
    }
}
