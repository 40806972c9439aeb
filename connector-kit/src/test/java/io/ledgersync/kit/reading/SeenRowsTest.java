package io.ledgersync.kit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenRowsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static Row row(String id, @Nullable Instant stamp, String body) {
        LedgerRecord record = new LedgerRecord("Invoice", id, stamp, false, null);
        return new Row(List.of("Invoices"), body.getBytes(StandardCharsets.UTF_8), record, null);
    }

    @Test
    void aRowIsKnownOnlyWhileItsBodyIsTheSame() {
        SeenRows seen = SeenRows.NONE.and(List.of(row("1", NOON, "{1}"), row("2", NOON, "{2}")));

        assertThat(seen.fresh(List.of(row("1", NOON, "{1}"), row("2", NOON, "{2 edited}"), row("3", NOON, "{2}"))))
                .extracting(row -> row.read().sourceId())
                .containsExactly("2", "3");
    }

    @Test
    void aRowThatChangesBackIsNotKnown() {
        SeenRows seen = SeenRows.NONE
                .and(List.of(row("1", null, "{A}"), row("2", null, "{A}")))
                .and(List.of(row("1", null, "{B}")));

        assertThat(seen.holds(row("1", null, "{A}"))).isFalse();
        assertThat(seen.holds(row("1", null, "{B}"))).isTrue();
        assertThat(seen.holds(row("2", null, "{A}"))).isTrue();
        assertThat(seen.size()).isEqualTo(2);
    }

    @Test
    void whatCannotComeAgainIsForgotten() {
        SeenRows seen = SeenRows.NONE
                .then(List.of(row("old", NOON, "old"), row("edge", NOON.plusSeconds(5), "edge")), stamp -> true)
                .then(
                        List.of(row("new", NOON.plusSeconds(6), "new"), row("none", null, "none")),
                        stamp -> stamp.isAfter(NOON.plusSeconds(4)));

        assertThat(seen.size()).isEqualTo(3);
        assertThat(seen.holds(row("old", NOON, "old"))).isFalse();
        assertThat(seen.holds(row("edge", NOON.plusSeconds(5), "edge"))).isTrue();
        assertThat(seen.then(List.of(), stamp -> true).holds(row("none", null, "none")))
                .isFalse();
    }

    @Test
    void manyRowsOfOneSecondAreRememberedUpToABound() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            rows.add(row("i" + i, NOON, "{" + i + "}"));
        }

        SeenRows seen = SeenRows.NONE.and(rows.subList(0, 15_000)).and(rows);

        assertThat(seen.size()).isBetween(15_000, 20_000);
        assertThat(seen.fresh(rows.subList(0, 15_000))).isEmpty();
    }
}
