package io.ledgersync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventVersionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);

    @Test
    void growsWithEachEventAndIsNeverBehindTheClock() {
        assertThat(EventVersion.after(null, CLOCK)).isEqualTo(1_000);
        assertThat(EventVersion.after(7L, CLOCK)).isEqualTo(1_000);
        assertThat(EventVersion.after(1_000L, CLOCK)).isEqualTo(1_001);
        assertThat(EventVersion.after(5_000L, CLOCK)).isEqualTo(5_001);
    }
}
