package io.ledgersync.kit.http;

/** The head of a gzip body, byte by byte: of no interest, but of variable length. */
final class GzipHead {
    private static final int FIXED = 10;
    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;
    private static final int DEFLATE = 8;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int KNOWN = 31;

    private int count;
    private int flags;
    private int extraLength;
    private int extraCount;
    private int checksumCount;

    /** Takes the next byte; whether it was the head's last. */
    boolean take(byte next) {
        int b = next & 0xFF;
        if (count < FIXED) {
            fixed(b);
            count++;
        } else if ((flags & EXTRA) != 0) {
            extra(b);
        } else if ((flags & NAME) != 0) {
            flags &= b == 0 ? ~NAME : KNOWN;
        } else if ((flags & COMMENT) != 0) {
            flags &= b == 0 ? ~COMMENT : KNOWN;
        } else {
            checksumCount++;
            flags &= checksumCount == 2 ? ~CHECKSUM : KNOWN;
        }
        return count == FIXED && flags == 0;
    }

    boolean begun() {
        return count > 0;
    }

    private void fixed(int b) {
        boolean right =
                switch (count) {
                    case 0 -> b == MAGIC_1;
                    case 1 -> b == MAGIC_2;
                    case 2 -> b == DEFLATE;
                    case 3 -> b <= KNOWN;
                    default -> true;
                };
        if (!right) {
            throw new TornBody("the body is said to be gzip and is not");
        }
        // The lowest flag says that it is probably text, and changes nothing.
        flags = count == 3 ? b & ~1 : flags;
    }

    private void extra(int b) {
        if (extraCount < 2) {
            extraLength |= b << (8 * extraCount);
        }
        extraCount++;
        if (extraCount >= 2 && extraCount == extraLength + 2) {
            flags &= ~EXTRA;
        }
    }
}
