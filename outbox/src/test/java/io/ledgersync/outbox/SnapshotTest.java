package io.ledgersync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void seesWhatHadEnded() {
        Snapshot snapshot = Snapshot.parse("100:110:100,105");

        assertThat(snapshot.sees(99)).isTrue();
        assertThat(snapshot.sees(100)).isFalse();
        assertThat(snapshot.sees(101)).isTrue();
        assertThat(snapshot.sees(105)).isFalse();
        assertThat(snapshot.sees(109)).isTrue();
        assertThat(snapshot.sees(110)).isFalse();
        assertThat(snapshot.sees(200)).isFalse();
    }

    @Test
    void takesTheLogsShortNumbersForThoseNearestToNow() {
        long age = 3L << 32;
        Snapshot snapshot = Snapshot.parse((age + 5) + ":" + (age + 5) + ":");

        assertThat(snapshot.sees(4)).isTrue();
        assertThat(snapshot.sees(5)).isFalse();
        assertThat(snapshot.sees(4_294_967_290L))
                .as("a few before the numbers began anew")
                .isTrue();
    }

    @Test
    void isOutlivedOnceAllThatRanHasEnded() {
        Snapshot then = Snapshot.parse("100:110:100,105");

        assertThat(then.outlivedBy(then)).isFalse();
        assertThat(then.outlivedBy(Snapshot.parse("105:120:105"))).isFalse();
        assertThat(then.outlivedBy(Snapshot.parse("100:120:100,111"))).isFalse();
        assertThat(then.outlivedBy(Snapshot.parse("111:120:111"))).isTrue();
        assertThat(Snapshot.parse("110:110:").outlivedBy(then)).isTrue();
    }

    @Test
    void isReadFromNothingElse() {
        assertThatThrownBy(() -> Snapshot.parse("100")).isInstanceOf(IllegalArgumentException.class);
    }
}
