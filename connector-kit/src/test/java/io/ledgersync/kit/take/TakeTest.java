package io.ledgersync.kit.take;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.sync.SyncRequested;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakeTest {

    @ParameterizedTest(name = "attempt {0} (priority {1}) after {2}, run {3}: {4}")
    @CsvSource({
        "5, false,  , UNKNOWN, START",
        "5, true,   , UNKNOWN, START",
        "5, false, 4, UNKNOWN, START",
        "5, false, 4, HELD, GO_ON",
        "5, true,  4, HELD_WITH_PRIORITY, GO_ON",
        "5, false, 4, LEFT, GO_ON",
        "5, false, 4, FAILED_OR_CANCELLED, SAY_END_AGAIN",
        "5, true,  5, HELD, RAISE_PRIORITY",
        "5, true,  5, HELD_WITH_PRIORITY, DROP",
        "5, false, 5, HELD, DROP",
        "5, true,  5, LEFT, DROP",
        "5, true,  5, UNKNOWN, DROP",
        "5, false, 5, FAILED_OR_CANCELLED, DROP",
        "5, true,  6, HELD, DROP",
        "5, false, 6, UNKNOWN, DROP",
        "5, false, 6, LEFT, DROP"
    })
    void followsTheRule(long attempt, boolean priority, @Nullable Long newest, Take.Known known, Take expected) {
        assertThat(Take.of(request(attempt, priority), newest, known)).isEqualTo(expected);
    }

    private static SyncRequested request(long attempt, boolean priority) {
        return SyncRequested.newBuilder()
                .setRunId("run")
                .setAttempt(attempt)
                .setPracticeId("practice")
                .setClientId("client")
                .setConnectionId("connection")
                .setProvider(Provider.XERO)
                .setOrganisationId("organisation")
                .setKind(RunKind.INITIAL)
                .setPriority(priority)
                .setRequestedAt(Instant.EPOCH)
                .setWatermarks(Map.of())
                .build();
    }
}
