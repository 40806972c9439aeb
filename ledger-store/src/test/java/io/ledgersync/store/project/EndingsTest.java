package io.ledgersync.store.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.Operation;
import io.ledgersync.contract.ledger.RunEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class EndingsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final List<String> begun = new ArrayList<>();
    private Sinks.Empty<Void> saying = Sinks.empty();
    private final Endings endings = new Endings(this::say, Duration.ofSeconds(1));

    private Mono<Void> say(Batch.Ended end) {
        begun.add(end.event().getChange().getRunId());
        return saying.asMono();
    }

    @Test
    void holdsAPartitionBackUntilItIsSaidAndNoOther() {
        endings.begin(Map.of(3, List.of(end("run-1"))));
        endings.look(NOW);
        assertThat(endings.partitions()).containsExactly(3);

        saying.tryEmitEmpty();
        endings.look(NOW);

        assertThat(endings.partitions()).isEmpty();
        assertThat(endings.failure()).isNull();
    }

    @Test
    void triesAgainWhatFailedAndSaysSoMeanwhile() {
        endings.begin(Map.of(3, List.of(end("run-1"))));
        saying.tryEmitError(new IllegalStateException("the store is away"));
        endings.look(NOW);
        endings.look(NOW.plusMillis(900));
        assertThat(begun).hasSize(1);
        assertThat(endings.failure()).hasMessageContaining("the store is away");
        assertThat(endings.partitions()).containsExactly(3);

        saying = Sinks.empty();
        saying.tryEmitEmpty();
        endings.look(NOW.plusSeconds(1));
        endings.look(NOW.plusSeconds(1));

        assertThat(begun).containsExactly("run-1", "run-1");
        assertThat(endings.partitions()).isEmpty();
        assertThat(endings.failure()).isNull();
    }

    @Test
    void forgetsWhatAnotherReplicaSaysNow() {
        endings.begin(Map.of(3, List.of(end("run-1")), 4, List.of(end("run-2"))));
        endings.drop(List.of(3));

        assertThat(endings.partitions()).containsExactly(4);
        assertThat(saying.currentSubscriberCount()).isEqualTo(1);
    }

    private static Batch.Ended end(String run) {
        Change change = new Change(
                "event-" + run,
                "practice",
                "client",
                Provider.XERO,
                "organisation",
                "connection",
                run,
                new Sequence(1L, 1, 1),
                NOW,
                "Run",
                "connection",
                null,
                Operation.UPSERT,
                null);
        return new Batch.Ended(new RunEnded(change, RunKind.INITIAL, 1L, Map.of(), false), null);
    }
}
