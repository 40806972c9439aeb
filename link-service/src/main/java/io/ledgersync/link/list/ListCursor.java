package io.ledgersync.link.list;

import io.ledgersync.link.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The row after which a page of the client list begins. */
record ListCursor(String sort, String key, UUID id) {

    String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonMapper.shared().writeValueAsBytes(this));
    }

    static ListCursor decode(String text, ClientSort sort) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            ListCursor cursor = JsonMapper.shared().readValue(json, ListCursor.class);
            if (cursor != null
                    && cursor.key() != null
                    && cursor.id() != null
                    && sort.parameter().equals(cursor.sort())
                    && sort.fits(cursor.key())) {
                return cursor;
            }
        } catch (IllegalArgumentException | JacksonException e) {
            throw foreign(text);
        }
        throw foreign(text);
    }

    private static RuntimeException foreign(String text) {
        return Problem.INVALID_CURSOR.because("cursor is " + Problem.quoted(text)
                + "; it must be the \"next\" of a page of this list with the same sort");
    }
}
