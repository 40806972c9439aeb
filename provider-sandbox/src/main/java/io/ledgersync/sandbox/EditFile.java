package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Organisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The edits of an organisation's books on disk, one a line, put back when the simulator starts again. */
final class EditFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(tools.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Path file;

    EditFile(Path folder, String organisationId) {
        this.file = folder.resolve("edits-" + organisationId.replaceAll("[^A-Za-z0-9-]", "_") + ".jsonl");
    }

    void attach(Organisation books) {
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    replay(books, JSON.readTree(line));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the sandbox's edits in " + file, unreadable);
        }
        books.edits().recordTo(this::append);
    }

    private static void replay(Organisation books, JsonNode line) {
        JsonNode json = line.path("json");
        books.edits()
                .replay(
                        line.path("type").asString(),
                        new Entry(
                                line.path("id").asString(),
                                Instant.parse(line.path("created").asString()),
                                Instant.parse(line.path("updated").asString()),
                                json.isObject() ? (ObjectNode) json : null,
                                line.path("baseIndex").asInt()));
    }

    private void append(String sourceType, Entry entry) {
        ObjectNode line = JSON.createObjectNode()
                .put("type", sourceType)
                .put("id", entry.id())
                .put("created", entry.created().toString())
                .put("updated", entry.updated().toString())
                .put("baseIndex", entry.baseIndex());
        line.set("json", entry.json());
        try {
            Files.write(
                    file,
                    (line + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the sandbox's edits in " + file, unwritable);
        }
    }
}
