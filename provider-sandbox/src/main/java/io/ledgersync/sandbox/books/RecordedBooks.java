package io.ledgersync.sandbox.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Books loaded from recorded API responses: {@code xero/*.json} or {@code qbo/*.json}, each
 * {@code {"request","status","body"}}.
 */
public final class RecordedBooks {
    private RecordedBooks() {}

    /**
     * Puts every record of a folder on the organisation's shelves.
     *
     * @throws IllegalArgumentException naming the file that is not a recording
     */
    public static void fill(Organisation organisation, Path folder) {
        String provider = organisation.provider().toLowerCase(Locale.ROOT);
        try (Stream<Path> files = Files.list(folder.resolve(provider))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode recording = Shelf.JSON.readTree(file);
                JsonNode body = recording.path("body");
                if (!recording.has("status") || !body.isObject()) {
                    throw new IllegalArgumentException(file
                            + " is not a recording: an object with \"request\", \"status\" and \"body\" is needed");
                }
                if (recording.path("status").asInt() == 200) {
                    fill(organisation, provider.equals("xero") ? body : body.path("QueryResponse"));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("recorded books in " + folder, unreadable);
        }
    }

    private static void fill(Organisation organisation, JsonNode lists) {
        lists.properties().forEach(list -> {
            if (list.getValue().isArray()) {
                String key = list.getKey();
                String type = organisation.provider().equals("XERO") && key.endsWith("s")
                        ? key.substring(0, key.length() - 1)
                        : key;
                list.getValue().forEach(row -> add(organisation, type, (ObjectNode) row));
            }
        });
    }

    private static void add(Organisation organisation, String type, ObjectNode row) {
        boolean xero = organisation.provider().equals("XERO");
        String id = row.path(xero ? type + "ID" : "Id").asString("");
        Instant updated = xero
                ? xero(row.path("UpdatedDateUTC").asString(""))
                : qbo(row.path("MetaData").path("LastUpdatedTime").asString(""));
        Instant created =
                xero ? updated : qbo(row.path("MetaData").path("CreateTime").asString(""));
        organisation.kept(type).put(new Entry(id, created, updated, row, -1));
    }

    private static Instant xero(String stamp) {
        List<String> parts = List.of(stamp.split("[(+)]", -1));
        return parts.size() < 2 ? Numbers.FIRST : Instant.ofEpochMilli(Long.parseLong(parts.get(1)));
    }

    private static Instant qbo(String stamp) {
        return stamp.isEmpty() ? Numbers.FIRST : OffsetDateTime.parse(stamp).toInstant();
    }
}
