package io.ledgersync.kit;

import org.jspecify.annotations.Nullable;

/** A record that is larger than a connector's memory has room for: not read, but measured as it passed by. */
public final class TooLargeRecord extends UnreadableRecord {
    private static final long serialVersionUID = 1L;

    private final byte[] head;
    private final long length;
    private final String digest;

    /**
     * @param head its first bytes
     * @param length of all of it, in bytes
     * @param digest the SHA-256 of all of it, in hexadecimal
     */
    public TooLargeRecord(
            @Nullable String sourceType, @Nullable String sourceId, byte[] head, long length, String digest) {
        super(
                sourceType,
                sourceId,
                "the record has " + length + " bytes, more than the connector's memory has room for");
        this.head = head;
        this.length = length;
        this.digest = digest;
    }

    public byte[] head() {
        return head;
    }

    public long length() {
        return length;
    }

    public String digest() {
        return digest;
    }
}
