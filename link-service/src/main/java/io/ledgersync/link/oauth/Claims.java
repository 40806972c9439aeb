package io.ledgersync.link.oauth;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a token says of itself. The signature is not checked: the token came straight from the provider's token
 * endpoint, which OpenID Connect Core 3.1.3.7 accepts in its place.
 */
public record Claims(@Nullable JsonNode json) {

    public static Claims of(@Nullable String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return new Claims(null);
        }
        try {
            return new Claims(
                    JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1])));
        } catch (IllegalArgumentException | JacksonException e) {
            return new Claims(null);
        }
    }

    public @Nullable String text(String claim) {
        JsonNode value = json == null ? null : json.get(claim);
        return value != null && value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }
}
