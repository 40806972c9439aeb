package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.Step;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.kit.Walk;
import io.ledgersync.xero.ask.XeroCalls;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import io.ledgersync.xero.stream.Lists;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ConfirmsByIdTest {
    private final XeroStream invoices = new XeroStream(Lists.INVOICES);

    @Test
    void deletesWhatIsGoneAndPublishesWhatIsStillThere() {
        List<String> ids = IntStream.range(0, 95).mapToObj(id -> "ID-" + id).toList();
        Walk walk = invoices.confirm("Invoice", ids);
        List<LedgerRecord> published = new ArrayList<>();
        int calls = 0;
        while (!walk.done()) {
            XeroQuestion.ByIds question = (XeroQuestion.ByIds) walk.ready().get(0);
            assertThat(question.ids()).hasSizeLessThanOrEqualTo(40);
            List<Row> rows = question.ids().stream()
                    .filter(id -> !id.endsWith("7"))
                    .map(id -> row(id.toLowerCase(java.util.Locale.ROOT)))
                    .toList();
            Step step = walk.answered(question, answer(rows));
            step.publish().forEach(row -> published.add(row.read()));
            walk = step.walk();
            calls++;
        }
        assertThat(calls).isEqualTo(3);
        assertThat(published).filteredOn(LedgerRecord::deleted).hasSize(9).allSatisfy(gone -> assertThat(
                        gone.sourceId())
                .endsWith("7"));
        assertThat(published).filteredOn(record -> !record.deleted()).hasSize(86);
    }

    @Test
    void asksForOneAtATimeWhereTheListHasNoSuchFilter() {
        Walk walk = new XeroStream(Lists.PAYMENTS).confirm("Payment", List.of("a", "b"));
        assertThat(walk.ready())
                .extracting(question -> ((XeroQuestion.ByIds) question).ids())
                .containsExactly(List.of("a"), List.of("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Organisation", "Currencies"})
    void readsTheListOnceMoreWhereRecordsHaveNoAddress(String path) {
        XeroList list = Lists.named(path);
        Walk walk = new XeroStream(list).confirm(list.sourceType(), List.of("a", "b", "c"));

        assertThat(walk.ready()).singleElement().satisfies(question -> assertThat(
                        XeroCalls.of((XeroQuestion) question, URI.create("https://xero.example"), "tenant")
                                .uri())
                .hasPath("/" + path)
                .hasNoQuery());
        Step step = walk.answered(walk.ready().get(0), answer(List.of(row("a"), row("c"))));
        assertThat(step.walk().done()).isTrue();
        assertThat(step.publish())
                .extracting(Row::read)
                .filteredOn(LedgerRecord::deleted)
                .extracting(LedgerRecord::sourceId)
                .containsExactly("b");
    }

    /** Nobody's organisation is none, and its books have a currency. */
    @ParameterizedTest
    @ValueSource(strings = {"Organisation", "Currencies"})
    void deletesNothingBecauseTheListIsEmptyOnceMore(String path) {
        XeroList list = Lists.named(path);
        Walk walk = new XeroStream(list).confirm(list.sourceType(), List.of("a"));

        Step step = walk.answered(walk.ready().get(0), answer(List.of()));

        assertThat(step.publish()).isEmpty();
        assertThat(step.walk().done()).isTrue();
        assertThat(walk.rejected(walk.ready().get(0), new Fault.Rejected("REJECTED", "HTTP 404")))
                .isNull();
    }

    @Test
    void deletesNothingBesideARecordThatHasNoReadableId() {
        Walk walk = invoices.confirm("Invoice", List.of("a", "b"));
        Row unreadable =
                new Row(List.of("Invoices"), new byte[] {1}, null, new UnreadableRecord("Invoice", null, "no id"));
        Step step = walk.answered(walk.ready().get(0), answer(List.of(unreadable)));
        assertThat(step.publish()).containsExactly(unreadable);
    }

    @Test
    void asksForHalfOfTheIdsWhenTheirAddressIsTooLong() {
        List<String> ids = IntStream.range(0, 40).mapToObj(id -> "ID-" + id).toList();
        Walk walk = invoices.confirm("Invoice", ids);
        Fault.Rejected tooLong = new Fault.Rejected("REJECTED", "HTTP 404");

        Walk halved = walk.rejected(walk.ready().get(0), tooLong);

        assertThat(halved).isNotNull();
        assertThat(halved.ready())
                .extracting(question -> ((XeroQuestion.ByIds) question).ids())
                .containsExactly(ids.subList(0, 20), ids.subList(20, 40));
        Walk one = invoices.confirm("Invoice", List.of("a"));
        assertThat(one.rejected(one.ready().get(0), tooLong)).isNull();
    }

    @Test
    void hasNoCursorThatGoesOn() {
        Walk walk = invoices.confirm("Invoice", List.of("a"));
        assertThat(walk.cursor().toString()).doesNotContain("\"a\"");
        assertThatThrownBy(() -> invoices.resume(walk.cursor())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Row row(String id) {
        return new Row(List.of("Invoices"), new byte[] {1}, new LedgerRecord("Invoice", id, null, false, null), null);
    }

    private static Answer answer(List<Row> rows) {
        return new Answer(JsonNodeFactory.instance.objectNode(), rows, Instant.EPOCH, false);
    }
}
