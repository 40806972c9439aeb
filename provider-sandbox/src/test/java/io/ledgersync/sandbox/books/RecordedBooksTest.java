package io.ledgersync.sandbox.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RecordedBooksTest {
    @TempDir
    private Path folder;

    /** The recordings lie next to the repository, where there are any. */
    private static Path recordings() {
        Path found = null;
        for (Path above = Path.of("").toAbsolutePath(); above != null && found == null; above = above.getParent()) {
            Path candidate = above.resolve("shared/data/recorded");
            found = Files.isDirectory(candidate) ? candidate : null;
        }
        Assumptions.assumeTrue(found != null, "there are no recorded books next to the repository");
        return found;
    }

    private static Organisation filled(String provider, Path from) {
        Organisation books = new Organisation(provider, "books", "Books", 1, Clock.systemUTC());
        RecordedBooks.fill(books, from);
        return books;
    }

    private static Map<String, Integer> counts(Organisation books) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        books.sourceTypes().forEach(type -> counts.put(type, books.shelf(type).count()));
        return counts;
    }

    @Test
    void holdsEveryRecordOfTheRecordingsFieldByField() throws IOException {
        Path from = recordings();
        Organisation xero = filled("XERO", from);
        assertThat(counts(xero))
                .containsOnly(
                        Map.entry("Account", 71),
                        Map.entry("Contact", 63),
                        Map.entry("Invoice", 77),
                        Map.entry("Payment", 55));
        Organisation qbo = filled("QBO", from);
        assertThat(counts(qbo))
                .containsOnly(
                        Map.entry("Account", 92),
                        Map.entry("Customer", 33),
                        Map.entry("Vendor", 35),
                        Map.entry("Item", 23),
                        Map.entry("Invoice", 37),
                        Map.entry("Payment", 16),
                        Map.entry("Purchase", 35));
        assertThat(compared(xero, from.resolve("xero"), true)).isEqualTo(71 + 63 + 77 + 55);
        assertThat(compared(qbo, from.resolve("qbo"), false)).isEqualTo(92 + 33 + 35 + 23 + 37 + 16 + 35);
    }

    private static int compared(Organisation books, Path from, boolean isXero) throws IOException {
        int compared = 0;
        try (var files = Files.newDirectoryStream(from, "*.json")) {
            for (Path file : files) {
                JsonNode body = Shelf.JSON.readTree(file).path("body");
                for (Map.Entry<String, JsonNode> list : (isXero ? body : body.path("QueryResponse")).properties()) {
                    String type = isXero ? list.getKey().replaceAll("s$", "") : list.getKey();
                    if (list.getValue().isArray()) {
                        Shelf shelf = books.shelf(type);
                        for (JsonNode row : list.getValue()) {
                            assertThat(shelf.find(row.path(isXero ? type + "ID" : "Id")
                                            .asString()))
                                    .isEqualTo(row);
                            compared++;
                        }
                    }
                }
            }
        }
        return compared;
    }

    @Test
    void namesTheFileThatIsNoRecording() throws IOException {
        Files.createDirectories(folder.resolve("qbo"));
        Files.writeString(folder.resolve("qbo/invoices.json"), "{\"status\":200,\"body\":[]}");
        assertThatThrownBy(() -> filled("QBO", folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("invoices.json is not a recording");
    }

    @Test
    void leavesOutARecordedError() throws IOException {
        Files.createDirectories(folder.resolve("xero"));
        Files.writeString(
                folder.resolve("xero/invoices.json"),
                "{\"request\":{},\"status\":503,\"body\":{\"Invoices\":[{\"InvoiceID\":\"1\"}]}}");
        assertThat(counts(filled("XERO", folder))).isEmpty();
    }
}
