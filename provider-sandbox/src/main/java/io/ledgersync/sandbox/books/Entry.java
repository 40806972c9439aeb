package io.ledgersync.sandbox.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record that is not as the generator made it: added, edited, recorded or deleted.
 *
 * @param json what the provider shows of it; null when it is gone
 * @param baseIndex its place among the generated ones; -1 when it was added or recorded
 */
public record Entry(
        String id,
        Instant created,
        Instant updated,
        @Nullable ObjectNode json,
        int baseIndex) {

    public boolean gone() {
        return json == null;
    }
}
