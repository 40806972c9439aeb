package io.ledgersync.store.entity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The provider's own JSON in a document, letter for letter: as text, so that it can be looked at in the database;
 * packed when it is so large that text and entity might not fit into one document.
 */
public final class ProviderJson {

    static final int LARGEST_AS_TEXT = 1024 * 1024;

    private ProviderJson() {}

    static void put(Document document, String json) {
        document.append(LedgerDocument.JSON, json.length() <= LARGEST_AS_TEXT ? json : packed(json));
    }

    /** Null when the document has none. */
    public static @Nullable String of(Document document) {
        Object stored = document.get(LedgerDocument.JSON);
        return stored instanceof Binary packed ? unpacked(packed) : (String) stored;
    }

    private static Binary packed(String json) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(json.length() / 8);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Binary(packed.toByteArray());
    }

    private static String unpacked(Binary packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed.getData()))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException("The provider's JSON is damaged in the database", damaged);
        }
    }
}
