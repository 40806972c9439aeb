package io.ledgersync.kit.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static final Instant START = Instant.ofEpochSecond(1_000);

    private final CommitPace pace = new CommitPace(Duration.ofSeconds(3));

    @Test
    void somebodyWhoWaitsGetsACommitAtOnceTenTimesASecondAtMost() {
        pace.started(START);
        pace.urgent();

        assertThat(pace.atOnce(START.plusMillis(99))).isFalse();
        assertThat(pace.atOnce(START.plusMillis(100))).isTrue();

        pace.started(START.plusMillis(100));
        assertThat(pace.atOnce(START.plusSeconds(10))).isFalse();
    }

    @Test
    void callsStartOnlyWithinSixSecondsOfTheLastCommit() {
        pace.started(START);
        pace.succeeded(START);

        assertThat(pace.fresh(START.plusMillis(5_999))).isTrue();
        assertThat(pace.fresh(START.plusMillis(6_000))).isFalse();
    }

    @Test
    void afterAFailureCommitsAreHalfTheSizeUntilOneSucceeds() {
        assertThat(pace.full(301, 900)).isTrue();
        assertThat(pace.full(300, 900)).isFalse();

        pace.failed();
        pace.failed();
        assertThat(pace.full(76, 900)).isTrue();
        assertThat(pace.fresh(START)).isFalse();

        pace.succeeded(START);
        assertThat(pace.full(76, 900)).isFalse();
    }
}
