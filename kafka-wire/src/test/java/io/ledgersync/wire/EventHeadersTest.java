package io.ledgersync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventHeadersTest {
    private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123456Z");
    private static final String CAUSE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void sayWhatAnEventIsAndGiveItBack() {
        Headers headers = new RecordHeaders(
                EventHeaders.of("id-1", "io.ledgersync.contract.link.ClientLinked", "/link-service", TIME, CAUSE));

        assertThat(EventHeaders.id(headers)).isEqualTo("id-1");
        assertThat(EventHeaders.type(headers)).isEqualTo("io.ledgersync.contract.link.ClientLinked");
        assertThat(EventHeaders.source(headers)).isEqualTo("/link-service");
        assertThat(EventHeaders.time(headers)).isEqualTo(TIME);
        assertThat(EventHeaders.traceparent(headers)).isEqualTo(CAUSE);
        assertThat(new String(headers.lastHeader("ce_specversion").value(), StandardCharsets.UTF_8))
                .isEqualTo("1.0");
    }

    @Test
    void areMissingOnWhatIsNoneOfOurs() {
        Headers headers = new RecordHeaders().add("ce_time", "yesterday".getBytes(StandardCharsets.UTF_8));

        assertThat(EventHeaders.id(headers)).isNull();
        assertThat(EventHeaders.type(headers)).isNull();
        assertThat(EventHeaders.time(headers)).isNull();
    }

    @Test
    void beginATraceWhereThereIsNone() {
        String first =
                EventHeaders.traceparent(new RecordHeaders(EventHeaders.of("id", "type", "/source", TIME, null)));

        assertThat(first).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(Traceparent.after(first)).startsWith(first.substring(0, 36)).isNotEqualTo(first);
        assertThat(Traceparent.after("no trace")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(Traceparent.after(null)).isNotEqualTo(Traceparent.after(null));
    }

    @Test
    void nameNoContentWhereThereIsNone() {
        assertThat(EventHeaders.of("id", EventHeaders.TOMBSTONE, "/source", TIME, null))
                .noneMatch(header -> header.key().equals("content-type"));
    }
}
