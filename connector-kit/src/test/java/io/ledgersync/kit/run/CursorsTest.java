package io.ledgersync.kit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.sync.SyncRequested;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CursorsTest {
    private static final int MOST = 64 * 1024;

    private static SyncRequested request(@Nullable String cursor, Map<String, String> watermarks) {
        return new SyncRequested(
                "r",
                1L,
                "p",
                "c",
                "n",
                Provider.QBO,
                "o",
                RunKind.INITIAL,
                false,
                Instant.EPOCH,
                watermarks,
                cursor,
                true);
    }

    @Test
    void cursorsOfSixtyFourKilobytesAreTakenAndAByteMoreIsRefusedInWords() {
        String cursor = "x".repeat(MOST - 10);

        assertThat(Cursors.refusal(request(null, Map.of()))).isEmpty();
        assertThat(Cursors.refusal(request(cursor, Map.of("abcd", "123456")))).isEmpty();
        assertThat(Cursors.refusal(request(cursor, Map.of("abcd", "1234567"))))
                .contains("The request's cursor and watermarks have 65537 bytes; at most 65536 are allowed");
        assertThat(Cursors.refusal(request("é".repeat(MOST / 2 + 1), Map.of()))).isPresent();
    }
}
