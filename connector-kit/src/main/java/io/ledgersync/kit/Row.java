package io.ledgersync.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of an answer: read, or unreadable with the reason.
 *
 * @param path the array it stood in, e.g. [QueryResponse, Invoice]
 * @param json the record's own bytes as they came; of one that was too large, its outline
 * @param record also there for one that was too large, as far as its outline tells, for whoever needs its id and stamp
 */
public record Row(
        List<String> path,
        byte[] json,
        @Nullable LedgerRecord record,
        @Nullable UnreadableRecord unreadable) {

    /** The record of a row that was read. */
    public LedgerRecord read() {
        if (record == null) {
            throw new IllegalStateException("an unreadable row has no record", unreadable);
        }
        return record;
    }
}
