package io.ledgersync.kit.http;

import java.io.ByteArrayOutputStream;

/** A JSON record without what stands in its lists and without its long texts: small, and still JSON. */
final class Outline {
    private static final int MOST = 64 * 1024;
    private static final int MOST_TEXT = 1024;
    private static final byte[] NO_TEXT = {'"', '"'};
    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int lists;
    private boolean inText;
    private boolean escaped;

    void passes(byte[] bytes) {
        for (byte b : bytes) {
            if (inText) {
                text(b);
            } else if (b == '"') {
                inText = true;
                text.write(b);
            } else if (b == '[') {
                keep(b);
                lists++;
            } else if (b == ']') {
                lists--;
                keep(b);
            } else {
                keep(b);
            }
        }
    }

    private void text(byte b) {
        if (text.size() <= MOST_TEXT) {
            text.write(b);
        }
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inText = false;
            byte[] whole = text.size() <= MOST_TEXT ? text.toByteArray() : NO_TEXT;
            text.reset();
            for (byte one : whole) {
                keep(one);
            }
        }
    }

    private void keep(byte b) {
        if (lists == 0 && kept.size() <= MOST) {
            kept.write(b);
        }
    }

    /** Empty when it is large all the same. */
    byte[] json() {
        return kept.size() <= MOST ? kept.toByteArray() : NOTHING;
    }
}
