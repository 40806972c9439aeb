package io.ledgersync.gateway.live;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a reader has read in every partition, as the {@code id} of a server-sent event: "0-17.3-5" is offset 17 of
 * partition 0 and 5 of 3.
 */
record Position(Map<Integer, Long> offsets) {

    Position {
        offsets = Map.copyOf(offsets);
    }

    /**
     * Reads a {@code Last-Event-ID}.
     *
     * @throws IllegalArgumentException naming the value when it is none of ours
     */
    static Position parse(String lastEventId) {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (String part : lastEventId.split("\\.", -1)) {
            int dash = part.indexOf('-');
            try {
                offsets.put(
                        Integer.valueOf(part.substring(0, Math.max(dash, 0))), Long.valueOf(part.substring(dash + 1)));
            } catch (NumberFormatException notOurs) {
                throw new IllegalArgumentException(
                        "Last-Event-ID \"" + lastEventId
                                + "\" is not an id of this stream; allowed: the id of an event as it was received",
                        notOurs);
            }
        }
        return new Position(offsets);
    }

    boolean before(int partition, long offset) {
        return offsets.getOrDefault(partition, -1L) < offset;
    }

    Position at(int partition, long offset) {
        Map<Integer, Long> moved = new TreeMap<>(offsets);
        moved.put(partition, offset);
        return new Position(moved);
    }

    String text() {
        return new TreeMap<>(offsets)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "-" + entry.getValue())
                        .collect(Collectors.joining("."));
    }
}
