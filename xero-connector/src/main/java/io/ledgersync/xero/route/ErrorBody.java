package io.ledgersync.xero.route;

import io.ledgersync.kit.Reply;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words of an error, whichever of Xero's envelopes they came in: the gateway's in any letter case, a validation's,
 * or plain text.
 *
 * @param own it is one of Xero's envelopes, not what anything between here and there may say
 */
record ErrorBody(String title, String detail, boolean own) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SHOWN = 300;

    /** Xero's words for one record that is not there, which come as a piece of HTML or as plain text. */
    private static final Pattern GONE = Pattern.compile("resource you\\W.{0,5}re looking for cannot be found");

    static ErrorBody of(Reply reply) {
        return json(reply).map(ErrorBody::of).orElseGet(() -> new ErrorBody("", shortened(reply.text()), false));
    }

    private static ErrorBody of(JsonNode json) {
        String detail = field(json, "detail");
        if (detail.isEmpty()) {
            detail = field(json, "message");
        }
        StringBuilder words = new StringBuilder(detail);
        for (JsonNode element : json.path("Elements")) {
            for (JsonNode error : element.path("ValidationErrors")) {
                words.append(words.isEmpty() ? "" : "; ").append(field(error, "message"));
            }
        }
        String title = field(json, "title");
        boolean own = !title.isEmpty()
                || !field(json, "detail").isEmpty()
                || !field(json, "errornumber").isEmpty();
        return new ErrorBody(title.isEmpty() ? field(json, "type") : title, shortened(words.toString()), own);
    }

    private static Optional<JsonNode> json(Reply reply) {
        JsonNode envelope = reply.envelope();
        if (envelope != null) {
            return envelope.isObject() ? Optional.of(envelope) : Optional.empty();
        }
        try {
            JsonNode parsed = JSON.readTree(reply.text());
            return parsed.isObject() ? Optional.of(parsed) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static String field(JsonNode json, String lowerCaseName) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName)
                    && field.getValue().isValueNode()) {
                return field.getValue().asString("");
            }
        }
        return "";
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    /** All its words, for matching and for people. */
    String words() {
        return title.isEmpty() ? detail : detail.isEmpty() ? title : title + ": " + detail;
    }

    /** Xero itself says that there is no such record. */
    boolean saysGone() {
        return own || GONE.matcher(words().toLowerCase(Locale.ROOT)).find();
    }

    boolean says(String lowerCaseWords) {
        return words().toLowerCase(Locale.ROOT).contains(lowerCaseWords);
    }
}
