package io.ledgersync.kit.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final CommitPace pace = new CommitPace(Duration.ofSeconds(3), nanos::get);

    private void passes(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    @Test
    void somebodyWhoWaitsGetsACommitAtOnceTenTimesASecondAtMost() {
        pace.started();
        pace.urgent();

        passes(99);
        assertThat(pace.atOnce()).isFalse();
        passes(1);
        assertThat(pace.atOnce()).isTrue();

        pace.started();
        passes(10_000);
        assertThat(pace.atOnce()).isFalse();
    }

    @Test
    void callsStartOnlyWithinSixSecondsOfTheLastCommit() {
        pace.started();
        passes(1_000);
        pace.succeeded();

        passes(4_999);
        assertThat(pace.fresh()).isTrue();
        passes(1);
        assertThat(pace.fresh()).isFalse();
    }

    @Test
    void theFirstCommitIsDueAtOnce() {
        assertThat(pace.regular()).isTrue();
        assertThat(pace.idle()).isTrue();
        assertThat(pace.fresh()).isFalse();
    }

    @Test
    void afterAFailureCommitsAreHalfTheSizeUntilOneSucceeds() {
        assertThat(pace.full(301, 900)).isTrue();
        assertThat(pace.full(300, 900)).isFalse();

        pace.failed();
        pace.failed();
        assertThat(pace.full(76, 900)).isTrue();
        assertThat(pace.fresh()).isFalse();

        pace.succeeded();
        assertThat(pace.full(76, 900)).isFalse();
    }
}
