package io.ledgersync.qbo.route;

import io.ledgersync.kit.Reply;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error in whichever envelope it came: the service's {@code Fault}, the gateway's {@code fault} in lower case, or
 * XML, which a throttled call gets even where JSON was asked for.
 *
 * @param code without the leading zeros that one of the envelopes gives it; empty where there is none
 */
record QboError(String type, String code, String message, String detail) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern XML_TYPE = Pattern.compile("<Fault\\b[^>]*\\btype=\"([^\"]*)\"");
    private static final Pattern XML_CODE = Pattern.compile("<Error\\b[^>]*\\bcode=\"([^\"]*)\"");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");
    private static final Pattern XML_DETAIL = Pattern.compile("<Detail>([^<]*)</Detail>");
    private static final int SHOWN = 300;

    /** The error of a whole reply, if it holds one. */
    static Optional<QboError> of(Reply reply) {
        if (reply.envelope() != null) {
            return of(reply.envelope());
        }
        String text = reply.text();
        if (text.contains("<Fault")) {
            return Optional.of(new QboError(
                    first(XML_TYPE, text),
                    code(first(XML_CODE, text)),
                    first(XML_MESSAGE, text),
                    first(XML_DETAIL, text)));
        }
        try {
            return of(JSON.readTree(text));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** The error in a part of an answer, if it holds one. */
    static Optional<QboError> of(JsonNode part) {
        JsonNode fault = field(part, "fault");
        if (!fault.isObject()) {
            return Optional.empty();
        }
        JsonNode error = field(fault, "error").path(0);
        return Optional.of(new QboError(
                text(fault, "type"), code(text(error, "code")), text(error, "message"), text(error, "detail")));
    }

    private static JsonNode field(JsonNode json, String lowerCaseName) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
                return field.getValue();
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    private static String text(JsonNode json, String lowerCaseName) {
        JsonNode value = field(json, lowerCaseName);
        return value.isValueNode() && !value.isNull() ? value.asString("") : "";
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).strip() : "";
    }

    private static String code(String code) {
        return code.strip().replaceFirst("^0+(?=\\d)", "");
    }

    /** All its words, for matching and for people. */
    String words() {
        String words = (code.isEmpty() ? "" : code + " ") + message + (detail.isEmpty() ? "" : ": " + detail);
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    boolean says(String lowerCaseWords) {
        return (message + " " + detail).toLowerCase(Locale.ROOT).contains(lowerCaseWords);
    }

    boolean isOfType(String lowerCasePart) {
        return type.toLowerCase(Locale.ROOT).contains(lowerCasePart);
    }
}
