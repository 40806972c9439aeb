package io.ledgersync.store.entity;

import static io.ledgersync.store.entity.LedgerDocument.ACCOUNTS;
import static io.ledgersync.store.entity.LedgerDocument.CLIENT;
import static io.ledgersync.store.entity.LedgerDocument.CONTACTS;
import static io.ledgersync.store.entity.LedgerDocument.DELETED;
import static io.ledgersync.store.entity.LedgerDocument.ENTITY;
import static io.ledgersync.store.entity.LedgerDocument.ID;
import static io.ledgersync.store.entity.LedgerDocument.MODIFIED;
import static io.ledgersync.store.entity.LedgerDocument.ORDER;
import static io.ledgersync.store.entity.LedgerDocument.ORGANISATION;
import static io.ledgersync.store.entity.LedgerDocument.SOURCE_TYPE;
import static io.ledgersync.store.entity.LedgerDocument.STALE_SINCE_RUN;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.List;

/**
 * The indexes that a collection's questions need: first what is asked for equal, then what sorts, so that a page costs
 * its own length however many documents a client has.
 */
final class LedgerIndexes {

    private LedgerIndexes() {}

    /** Those of every collection; at most one field of each is a list, as MongoDB demands. */
    static List<IndexModel> all() {
        return List.of(
                list("by-key", ID),
                list("by-date", ENTITY + ".date", ID),
                list("by-modified", MODIFIED, ID),
                list("by-status", ENTITY + ".status", ID),
                list("by-contact", CONTACTS, ID),
                list("by-account", ACCOUNTS, ID),
                // Holds all that a count by source type asks for, so that no document is read.
                index("by-sequence", CLIENT, ORGANISATION, DELETED, SOURCE_TYPE, ORDER, ID),
                new IndexModel(
                        Indexes.ascending(CLIENT, STALE_SINCE_RUN),
                        new IndexOptions().name("stale").partialFilterExpression(Filters.exists(STALE_SINCE_RUN))));
    }

    private static IndexModel list(String name, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = CLIENT;
        all[1] = DELETED;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return index(name, all);
    }

    private static IndexModel index(String name, String... fields) {
        return new IndexModel(Indexes.ascending(fields), new IndexOptions().name(name));
    }
}
