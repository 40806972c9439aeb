package io.ledgersync.qbo.walk;

import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.qbo.ask.QboList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A report of the financial year to date, which QuickBooks makes of the books. */
public record QboReport(QboList list) implements LedgerStream {

    @Override
    public String name() {
        return list.entity();
    }

    @Override
    public List<String> sourceTypes() {
        return List.of(list.entity());
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
        return new OneReport(Course.begin(list, false, SeenRows.NONE), 0, false, false);
    }

    @Override
    public Walk sweep(Walk walked) {
        return begin(null);
    }

    @Override
    public Walk confirm(String sourceType, List<String> sourceIds) {
        throw new IllegalStateException("a report has no records to confirm");
    }

    /** It costs one call. */
    @Override
    public Walk resume(JsonNode cursor) {
        return begin(null);
    }
}
