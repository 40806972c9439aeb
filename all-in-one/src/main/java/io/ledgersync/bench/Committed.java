package io.ledgersync.bench;

import io.ledgersync.contract.ledger.Change;
import io.ledgersync.sandbox.Query;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can be read from ledger.changes: of each client the ids of each kind of record. */
final class Committed {
    private static final int PAGE = 10_000;
    private static final String END_OF_A_RUN = "Run";
    /** The phases of a stream whose list was read to its end. */
    private static final Set<String> READ = Set.of("SWEEPING", "COMPARING", "DONE");

    private final Map<String, Map<String, Set<String>>> ids = new HashMap<>();
    private long size;

    void add(Change change) {
        if (change.getSourceType().equals(END_OF_A_RUN)) {
            return;
        }
        if (ids.computeIfAbsent(change.getClientId(), client -> new HashMap<>())
                .computeIfAbsent(change.getSourceType(), type -> new HashSet<>())
                .add(change.getSourceId())) {
            size++;
        }
    }

    /** How many different records there are. */
    long size() {
        return size;
    }

    /** How many records a run says to have published that are not there. */
    long lost(String client, @Nullable JsonNode run) {
        long said = 0;
        if (run != null) {
            for (JsonNode stream : run.path("streams")) {
                said += stream.path("records").asLong();
            }
        }
        long there = ids.getOrDefault(client, Map.of()).values().stream()
                .mapToLong(Set::size)
                .sum();
        return Math.max(0, said - there);
    }

    /** How many records are not there although a later one of their list is: where lists are read in their order. */
    long holes(String client, String organisation, Query books) {
        long holes = 0;
        for (Map.Entry<String, Set<String>> kind :
                ids.getOrDefault(client, Map.of()).entrySet()) {
            if (books.sourceTypes(organisation).contains(kind.getKey())) {
                holes += holes(kind.getValue(), organisation, kind.getKey(), books);
            }
        }
        return holes;
    }

    /** How many records are not there although their list was read to its end: where lists are read in no order. */
    long missing(String client, String organisation, @Nullable JsonNode run, Query books) {
        long missing = 0;
        Map<String, Set<String>> committed = ids.getOrDefault(client, Map.of());
        List<String> kinds = books.sourceTypes(organisation);
        for (JsonNode stream : run == null ? List.<JsonNode>of() : run.path("streams")) {
            String type = stream.path("stream").asString("");
            if (READ.contains(stream.path("phase").asString("")) && kinds.contains(type) && !single(type)) {
                Set<String> there = committed.getOrDefault(type, Set.of());
                missing += books.idsByChange(organisation, type, 0, Integer.MAX_VALUE).stream()
                        .filter(id -> !there.contains(id))
                        .count();
            }
        }
        return missing;
    }

    private static boolean single(String type) {
        return type.equals("Organisation") || type.equals("CompanyInfo");
    }

    private static long holes(Set<String> there, String organisation, String type, Query books) {
        if (single(type)) {
            return 0;
        }
        int found = 0;
        int position = 0;
        while (found < there.size()) {
            List<String> page = books.idsByChange(organisation, type, position, PAGE);
            if (page.isEmpty()) {
                throw new IllegalStateException("the ledger has a " + type + " that " + organisation + " never had");
            }
            for (String id : page) {
                if (found == there.size()) {
                    break;
                }
                position++;
                found += there.contains(id) ? 1 : 0;
            }
        }
        return position - found;
    }
}
