package io.ledgersync.kit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant SENT = Instant.parse("2026-11-23T10:00:00Z");

    private static Reply reply(Map<String, String> headers) {
        return new Reply(429, headers, null, List.of(), "", SENT, Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({
        "22, PT22S",
        "66975, PT18H36M15S",
        "0, PT1S",
        "999999999, P1D",
        "99999999999999999999, P1D",
        "-5,",
        "1.5,",
        "soon,",
        "'',",
        "'Mon, 23 Nov 2026 10:00:32 GMT', PT30S",
        "'Mon, 23 Nov 2026 09:00:00 GMT', PT1S",
        "'Mon, 23 Nov 2099 09:00:00 GMT', P1D"
    })
    void isAtLeastASecondAndAtMostADay(String header, Duration wait) {
        assertThat(RetryAfter.of(reply(Map.of("retry-after", header)))).isEqualTo(wait);
    }

    @Test
    void measuresADateByTheProvidersOwnClock() {
        Map<String, String> headers =
                Map.of("retry-after", "Mon, 23 Nov 2026 09:30:45 GMT", "date", "Mon, 23 Nov 2026 09:30:00 GMT");

        assertThat(RetryAfter.of(reply(headers))).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void aMonthMayBeWaitedForAndNoMore() {
        assertThat(RetryAfter.ofMonth(reply(Map.of("retry-after", "864000")))).isEqualTo(Duration.ofDays(10));
        assertThat(RetryAfter.ofMonth(reply(Map.of("retry-after", "999999999"))))
                .isEqualTo(Duration.ofDays(31));
    }

    @Test
    void namesNothingWithoutTheHeader() {
        assertThat(RetryAfter.of(reply(Map.of()))).isNull();
    }
}
