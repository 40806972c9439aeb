package io.ledgersync.orchestrator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.orchestrator.run.Usage;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void readsWhatAnEarlierVersionKeptWithoutQuestions() {
        assertThat(Json.read("{\"calls\":7,\"throttled\":1,\"bytes\":9000}", Usage.class))
                .isEqualTo(new Usage(7, 1, 9_000, null, null, 7));
    }
}
