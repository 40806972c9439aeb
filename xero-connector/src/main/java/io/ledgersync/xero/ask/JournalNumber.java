package io.ledgersync.xero.ask;

import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Row;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The number of a journal, where the next answer goes on: also of one that cannot be read otherwise. */
public final class JournalNumber {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JournalNumber() {}

    /** The row's number, if it has one at all. */
    public static OptionalLong of(Row row) {
        LedgerRecord record = row.record();
        if (record != null && record.entity() instanceof Journal journal && journal.getNumber() != null) {
            return OptionalLong.of(Long.parseLong(journal.getNumber()));
        }
        try {
            JsonNode number = JSON.readTree(row.json()).path("JournalNumber");
            long value = number.asLong(0);
            return value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
        } catch (JacksonException notEvenJson) {
            return OptionalLong.empty();
        }
    }
}
