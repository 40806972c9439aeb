package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.kit.Walk;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.stream.Lists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class XeroStreamTest {
    private final XeroStream invoices = new XeroStream(Lists.INVOICES);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"walk\":\"by change\"}",
                "{\"format\":\"xero 9\",\"walk\":\"by change\",\"place\":\"end\"}",
                "{\"format\":\"xero 1\",\"walk\":\"by change\",\"place\":\"nowhere\"}",
                "{\"format\":\"xero 1\",\"walk\":\"by change\",\"place\":\"edge\",\"since\":\"yesterday\"}"
            })
    void refusesACursorItDoesNotKnow(String cursor) {
        assertThatThrownBy(() -> invoices.resume(JsonMapper.shared().readTree(cursor)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsWholeWithoutAWatermarkItCanRead() {
        assertThat(invoices.begin("last night").whole()).isTrue();
        assertThat(new XeroStream(Lists.JOURNALS).begin("-1").whole()).isTrue();
        assertThat(invoices.begin("2026-11-23T08:00:00Z").whole()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.ledgersync.xero.stream.Lists#all")
    void goesOnWhereItsCursorSays(XeroList list) {
        XeroStream stream = new XeroStream(list);
        Walk begun = stream.begin(null);
        assertThat(stream.resume(begun.cursor()).ready()).isEqualTo(begun.ready());
    }
}
