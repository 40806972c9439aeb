package io.ledgersync.kit.pull;

import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.kit.reading.SeenRows;
import java.util.HashSet;
import java.util.Set;

/** Records that could not be taken over, so that each is counted once; not all where there are many. */
final class DeadRecords {
    private static final int MOST = 1_000;

    private final Set<String> names = new HashSet<>();

    /** Whether this one was not met before. */
    boolean first(Found found) {
        String name = name(found);
        return names.size() < MOST ? names.add(name) : !names.contains(name);
    }

    /** A record without a name is known by its bytes. */
    private static String name(Found found) {
        UnreadableRecord unreadable = found.row().unreadable();
        LedgerRecord record = found.row().record();
        String id = record != null ? record.sourceId() : unreadable == null ? null : unreadable.sourceId();
        return found.stream() + ' ' + (id != null ? id : "bytes " + SeenRows.digest(found.row()));
    }
}
