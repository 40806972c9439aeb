package io.ledgersync.qbo.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Walk;
import io.ledgersync.qbo.ask.QboList;
import io.ledgersync.qbo.ask.QboQuestion;
import io.ledgersync.qbo.stream.Lists;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class QboStreamTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final QboStream invoices = stream(Lists.INVOICE, NOW);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"walk\":\"by changes\"}",
                "{\"format\":\"qbo 9\",\"walk\":\"by creation\"}",
                "{\"format\":\"qbo 1\",\"walk\":\"by id\"}",
                "{\"format\":\"qbo 1\",\"walk\":\"by changes\",\"since\":\"yesterday\"}"
            })
    void refusesACursorItDoesNotKnow(String cursor) {
        assertThatThrownBy(() -> invoices.resume(JsonMapper.shared().readTree(cursor)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsWholeWithoutAWatermarkThatChangesCanBeAskedFor() {
        assertThat(invoices.begin(null).whole()).isTrue();
        assertThat(invoices.begin("last night").whole()).isTrue();
        assertThat(invoices.begin(NOW.minus(Duration.ofDays(30)).toString()).whole())
                .isTrue();
        assertThat(invoices.begin(NOW.minus(Duration.ofDays(28)).toString()).whole())
                .isFalse();
    }

    @Test
    void readsWholeWhenARunWasPausedTooLongToAskForChanges() {
        Walk walk = invoices.begin(NOW.minus(Duration.ofDays(20)).toString());
        assertThat(invoices.resume(walk.cursor()).whole()).isFalse();
        assertThat(stream(Lists.INVOICE, NOW.plus(Duration.ofDays(10)))
                        .resume(walk.cursor())
                        .whole())
                .isTrue();
    }

    @Test
    void readsWholeWhenARunWasPausedTooLongBetweenItsPassAndItsSweep() {
        Walk pass = invoices.begin(NOW.minus(Duration.ofDays(1)).toString());
        Walk walked = pass.answered(
                        pass.ready().get(0), new Answer(JsonNodeFactory.instance.objectNode(), List.of(), NOW, false))
                .walk();
        assertThat(invoices.sweep(walked).whole()).isFalse();
        assertThat(stream(Lists.INVOICE, NOW.plus(Duration.ofDays(30)))
                        .sweep(walked)
                        .whole())
                .isTrue();
    }

    @Test
    void looksAtAPageOfAListThatIsCountedEmpty() {
        Walk counting = invoices.begin(null);
        Answer none = new Answer(JsonNodeFactory.instance.objectNode().put("totalCount", 0), List.of(), NOW, false);
        Walk reading = counting.answered(counting.ready().get(0), none).walk();
        assertThat(reading.done()).isFalse();
        QboQuestion page = (QboQuestion) reading.ready().get(0);
        assertThat(page).isInstanceOf(QboQuestion.Page.class);
        assertThat(page.objects()).as("it joins the small lists").isEqualTo(1);
        assertThat(page.rows()).isEqualTo(1_000);
    }

    @Test
    void asksByIdForWhatOneAnswerLeavesOutUnlessACountVouchesForIt() {
        Walk few = stream(Lists.CREDIT_CARD_PAYMENT, NOW).begin(null);
        assertThat(answered(few, 0).severalPages()).isTrue();
        assertThat(answered(answered(invoices.begin(null), 0), 0).severalPages())
                .as("counted as none, and none came")
                .isFalse();
        assertThat(answered(answered(invoices.begin(null), 7), 7).severalPages())
                .as("counted as seven, and none came")
                .isTrue();
    }

    private static Walk answered(Walk walk, int counted) {
        Answer answer =
                new Answer(JsonNodeFactory.instance.objectNode().put("totalCount", counted), List.of(), NOW, false);
        return walk.answered(walk.ready().get(0), answer).walk();
    }

    @Test
    void readsAListByPagesThatIsTooLargeForOneAnswer() {
        Walk together = stream(Lists.BUDGET, NOW).begin(null);
        Walk alone = rejected(together, "TOO_LARGE");
        assertThat(((QboQuestion) alone.ready().get(0)).alone()).isTrue();
        Walk pages = rejected(alone, "TOO_LARGE");
        assertThat(pages.whole()).isTrue();
        assertThat(pages.ready().get(0)).isInstanceOf(QboQuestion.Count.class);
        assertThat(alone.rejected(alone.ready().get(0), new Fault.Rejected("REJECTED", "no")))
                .isNull();
    }

    @Test
    void asksForRefusedChangesAloneAndThenForEverything() {
        Walk walk = invoices.begin(NOW.minusSeconds(60).toString());
        Walk alone = rejected(walk, "REJECTED");
        assertThat(((QboQuestion) alone.ready().get(0)).alone()).isTrue();
        assertThat(rejected(alone, "REJECTED").whole()).isTrue();
        assertThat(rejected(walk, "CHANGES_TOO_OLD").whole()).isTrue();
    }

    @Test
    void readsWithoutACountThatIsRefused() {
        Walk reading = rejected(invoices.begin(null), "REJECTED");
        Question page = reading.ready().get(0);
        assertThat(page).isInstanceOf(QboQuestion.Page.class);
        Walk alone = rejected(reading, "REJECTED");
        assertThat(((QboQuestion) alone.ready().get(0)).alone()).isTrue();
        assertThat(alone.rejected(alone.ready().get(0), new Fault.Rejected("REJECTED", "no")))
                .isNull();
    }

    @Test
    void takesUpAtItsChangesWhatItWasAskingForById() {
        Walk changes = invoices.begin(NOW.minusSeconds(60).toString());
        Row doubtful = row("{\"Id\":\"7\",\"SyncToken\":\"3\",\"status\":\"Deleted\"}");
        Walk byId = changes.answered(changes.ready().get(0), answer(doubtful)).walk();
        assertThat(byId.ready().get(0)).isInstanceOf(QboQuestion.ByIds.class);

        assertThat(invoices.resume(byId.cursor()).ready()).isEqualTo(changes.ready());

        Walk done = byId.answered(byId.ready().get(0), answer()).walk();
        Walk resumed = invoices.resume(done.cursor());
        assertThat(resumed.done()).isTrue();
        assertThat(resumed.watermark()).isEqualTo(done.watermark());
        assertThat(invoices.sweep(resumed).ready())
                .isEqualTo(invoices.sweep(done).ready());
    }

    private static Answer answer(Row... rows) {
        return new Answer(JsonNodeFactory.instance.objectNode(), List.of(rows), NOW, false);
    }

    private static Row row(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Row(
                List.of("QueryResponse", "Invoice"),
                bytes,
                Lists.INVOICE.read(JsonMapper.shared().readTree(bytes)),
                null);
    }

    @ParameterizedTest
    @MethodSource("io.ledgersync.qbo.stream.Lists#all")
    void goesOnWhereItsCursorSays(QboList list) {
        QboStream stream = stream(list, NOW);
        Walk begun = stream.begin(null);
        assertThat(stream.resume(begun.cursor()).ready()).isEqualTo(begun.ready());
        Walk changes = stream.begin(NOW.toString());
        assertThat(stream.resume(changes.cursor()).ready()).isEqualTo(changes.ready());
    }

    private static Walk rejected(Walk walk, String code) {
        return walk.rejected(walk.ready().get(0), new Fault.Rejected(code, "no"));
    }

    private static QboStream stream(QboList list, Instant now) {
        return new QboStream(list, Clock.fixed(now, ZoneOffset.UTC));
    }
}
