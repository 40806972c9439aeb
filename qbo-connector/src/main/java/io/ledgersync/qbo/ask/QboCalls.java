package io.ledgersync.qbo.ask;

import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.HttpCall;
import io.ledgersync.kit.Question;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP call that an exchange becomes. */
public final class QboCalls {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String VERSION = "minorversion=75";
    private static final Map<String, String> READ = Map.of("Accept", "application/json");
    private static final Map<String, String> POST =
            Map.of("Accept", "application/json", "Content-Type", "application/json");

    private QboCalls() {}

    /** The call of an exchange to this organisation (QuickBooks: realm). */
    public static HttpCall of(Exchange exchange, URI apiUrl, String organisationId) {
        String host = apiUrl.toString();
        String company = (host.endsWith("/") ? host.substring(0, host.length() - 1) : host) + "/v3/company/"
                + encoded(organisationId);
        Question first = exchange.questions().get(0);
        if (first instanceof QboQuestion.Changes) {
            return changes(exchange.questions(), company);
        }
        if (first instanceof QboQuestion.Report report) {
            URI uri = URI.create(company + "/reports/" + report.name()
                    + "?date_macro=This%20Fiscal%20Year-to-date&accounting_method=Accrual&" + VERSION);
            return new HttpCall(uri, READ, null);
        }
        if (exchange.questions().size() == 1 && first instanceof QboQuestion.Query query) {
            URI uri = URI.create(company + "/query?query=" + encoded(query.select()) + "&" + VERSION);
            return new HttpCall(uri, READ, null);
        }
        return batch(exchange.questions(), company);
    }

    /** Several lists share one moment: the oldest that any of them asks for. */
    private static HttpCall changes(List<Question> questions, String company) {
        StringBuilder entities = new StringBuilder();
        Instant since = Instant.MAX;
        for (Question question : questions) {
            QboQuestion.Changes changes = (QboQuestion.Changes) question;
            entities.append(entities.isEmpty() ? "" : ",").append(changes.list().entity());
            since = changes.since().isBefore(since) ? changes.since() : since;
        }
        // Documented are whole seconds only.
        URI uri = URI.create(company + "/cdc?entities=" + encoded(entities.toString()) + "&changedSince="
                + encoded(since.truncatedTo(ChronoUnit.SECONDS).toString()) + "&" + VERSION);
        return new HttpCall(uri, READ, null);
    }

    private static HttpCall batch(List<Question> questions, String company) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode items = body.putArray("BatchItemRequest");
        for (int item = 0; item < questions.size(); item++) {
            if (!(questions.get(item) instanceof QboQuestion.Query query)) {
                throw new IllegalArgumentException("a batch takes queries, not " + questions.get(item));
            }
            items.addObject().put("bId", batchId(item)).put("Query", query.select());
        }
        return new HttpCall(URI.create(company + "/batch?" + VERSION), POST, JSON.writeValueAsBytes(body));
    }

    /** The id of a batch's item. */
    public static String batchId(int item) {
        return "q" + item;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
