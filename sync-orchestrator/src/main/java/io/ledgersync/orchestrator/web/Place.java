package io.ledgersync.orchestrator.web;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Where a list goes on, as callers carry it: opaque to them. */
final class Place {

    private Place() {}

    static String encode(long ordinal) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(ordinal).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static long decode(String cursor) {
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)).getLong();
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw Problem.INVALID_PARAMETER.because(
                    "\"cursor\" is \"" + cursor + "\"; it must be the \"next\" of an earlier answer.");
        }
    }
}
