package io.ledgersync.kit.http;

import io.ledgersync.kit.TooLargeRecord;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A record that is larger than the memory has room for: what is kept of it while it passes by. */
final class LargeRow {
    private static final int HEAD = 64 * 1024;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream(HEAD);
    private final Outline outline = new Outline();
    private final MessageDigest digest;
    private long length;

    LargeRow() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Its next bytes. */
    void passes(byte[] bytes) {
        digest.update(bytes);
        head.write(bytes, 0, Math.min(bytes.length, HEAD - head.size()));
        outline.passes(bytes);
        length += bytes.length;
    }

    /** The record as far as it tells where the reading goes on. */
    byte[] outline() {
        return outline.json();
    }

    /** Why it is not read. Once only. */
    TooLargeRecord said(@Nullable String sourceType, @Nullable String sourceId) {
        return new TooLargeRecord(
                sourceType, sourceId, head.toByteArray(), length, HexFormat.of().formatHex(digest.digest()));
    }
}
