package io.ledgersync.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.orchestrator.plan.Places.Taken;
import io.ledgersync.orchestrator.plan.Places.Waiting;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final Places PLACES = new Places(4, 2);

    @Test
    void sendsWhoWaitsLongest() {
        assertThat(PLACES.choose(new Taken(2, 0), List.of(light("b", 2), light("c", 3), light("a", 1))))
                .extracting(Waiting::runId)
                .containsExactly("a", "b");
    }

    @Test
    void givesHeavyRunsTheirPartOnly() {
        assertThat(PLACES.choose(new Taken(1, 1), List.of(heavy("a", 1), heavy("b", 2), light("c", 3), heavy("d", 4))))
                .extracting(Waiting::runId)
                .containsExactly("a", "c");
    }

    @Test
    void sendsNobodyWhenAllIsTaken() {
        assertThat(PLACES.choose(new Taken(5, 3), List.of(light("a", 1)))).isEmpty();
        assertThat(PLACES.freeForHeavy(new Taken(5, 3))).isZero();
    }

    private static Waiting light(String run, int since) {
        return new Waiting("client-" + run, run, false, Instant.ofEpochSecond(since));
    }

    private static Waiting heavy(String run, int since) {
        return new Waiting("client-" + run, run, true, Instant.ofEpochSecond(since));
    }
}
