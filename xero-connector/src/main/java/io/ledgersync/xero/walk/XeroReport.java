package io.ledgersync.xero.walk;

import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroList;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A report of today, which Xero makes of the books.
 *
 * @param list where it is asked for
 * @param clock says which day it is
 */
public record XeroReport(XeroList list, Clock clock) implements LedgerStream {

    @Override
    public String name() {
        return list.sourceType();
    }

    @Override
    public List<String> sourceTypes() {
        return List.of(list.sourceType());
    }

    @Override
    public LedgerKind<?> kind() {
        return list.kind();
    }

    @Override
    public boolean report() {
        return true;
    }

    @Override
    public boolean alwaysWhole() {
        return false;
    }

    @Override
    public Walk begin(@Nullable String watermark) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return InOneAnswer.since(list.with("date=" + today), null, SeenRows.NONE);
    }

    @Override
    public Walk sweep(Walk walked) {
        return begin(null);
    }

    @Override
    public Walk confirm(String sourceType, List<String> sourceIds) {
        throw new IllegalStateException("a report has no records to confirm");
    }

    /** It costs one call, and another day may have begun. */
    @Override
    public Walk resume(JsonNode cursor) {
        return begin(null);
    }
}
