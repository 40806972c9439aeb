package io.ledgersync.qbo.route;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Reply;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.reading.ProviderClock;
import io.ledgersync.qbo.ask.QboCalls;
import io.ledgersync.qbo.ask.QboDates;
import io.ledgersync.qbo.ask.QboPacking;
import io.ledgersync.qbo.ask.QboQuestion;
import io.ledgersync.qbo.walk.CreateTime;
import io.ledgersync.qbo.walk.QueryCount;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Routes every reply of QuickBooks' to an answer or a fault for each question that travelled in it. */
public final class QboRoutes {
    private static final int UNAVAILABLE = 503;
    private static final String QUERY = "QueryResponse";
    private static final String BATCH = "BatchItemResponse";
    private static final String CHANGES = "CDCResponse";

    private QboRoutes() {}

    /** The outcomes, in the order of the questions. */
    public static List<Outcome> route(Exchange exchange, Reply reply) {
        List<Outcome> outcomes = outcomes(exchange, reply);
        return exchange.questions().get(0) instanceof QboQuestion.Report
                ? outcomes.stream().map(outcome -> ofReport(outcome, reply)).toList()
                : outcomes;
    }

    /**
     * Reports fail by themselves: a large one takes longer than QuickBooks allows, one in a while is empty or no JSON.
     * A run does not wait for one; only when all of QuickBooks is away does it.
     */
    private static Outcome ofReport(Outcome outcome, Reply reply) {
        return outcome instanceof Fault.Unavailable unavailable && reply.status() != UNAVAILABLE
                ? new Fault.Rejected(QboQuestion.Report.UNUSABLE, unavailable.detail())
                : outcome;
    }

    private static List<Outcome> outcomes(Exchange exchange, Reply reply) {
        Optional<QboError> error = QboError.of(reply);
        JsonNode body = reply.envelope();
        if (reply.status() != 200 || error.isPresent()) {
            return all(exchange, QboFaults.of(reply, error.orElse(null)));
        }
        if (body == null || !body.isObject()) {
            return all(exchange, QboFaults.notUnderstood(reply, "which is not JSON: " + start(reply.text())));
        }
        List<Question> questions = exchange.questions();
        if (questions.get(0) instanceof QboQuestion.Changes) {
            return changes(exchange, reply, body);
        }
        if (questions.get(0) instanceof QboQuestion.Report) {
            return body.path("Header").isObject() && body.path("Rows").isObject()
                    ? List.of(new Answer(body, List.of(), ProviderClock.atSending(reply), false))
                    : all(exchange, QboFaults.notUnderstood(reply, "without Header and Rows"));
        }
        if (body.path(BATCH).isArray()) {
            return batch(questions, reply, body);
        }
        return questions.size() == 1 && body.path(QUERY).isObject()
                ? List.of(answer(questions.get(0), body.path(QUERY), reply.rows(), clock(reply, body), false))
                : all(exchange, QboFaults.notUnderstood(reply, "without " + (questions.size() == 1 ? QUERY : BATCH)));
    }

    private static List<Outcome> batch(List<Question> questions, Reply reply, JsonNode body) {
        boolean overflowing = reply.rows().size() >= QboPacking.OVERFLOW;
        JsonNode items = body.path(BATCH);
        List<Outcome> outcomes = new ArrayList<>();
        for (int question = 0; question < questions.size(); question++) {
            int item = item(items, QboCalls.batchId(question));
            Optional<QboError> fault = item < 0 ? Optional.empty() : QboError.of(items.get(item));
            if (fault.isPresent()) {
                outcomes.add(QboFaults.of(reply, fault.get()));
            } else if (item < 0 || !items.get(item).path(QUERY).isObject()) {
                outcomes.add(QboFaults.notUnderstood(reply, "a batch without an answer to its item " + question));
            } else {
                List<Row> rows = rows(reply, BATCH, item);
                outcomes.add(answer(
                        questions.get(question), items.get(item).path(QUERY), rows, clock(reply, body), overflowing));
            }
        }
        return outcomes;
    }

    private static int item(JsonNode items, String batchId) {
        for (int item = 0; item < items.size(); item++) {
            if (items.get(item).path("bId").asString("").equals(batchId)) {
                return item;
            }
        }
        return -1;
    }

    private static List<Row> rows(Reply reply, String array, int index) {
        String element = Integer.toString(index);
        return reply.rows().stream()
                .filter(row ->
                        row.path().get(0).equals(array) && row.path().get(1).equals(element))
                .toList();
    }

    private static Outcome answer(
            Question question, JsonNode response, List<Row> rows, Instant askedAt, boolean overflowing) {
        if (question instanceof QboQuestion.Count && QueryCount.of(response).isEmpty()) {
            return new Fault.Rejected("REJECTED", "a count was answered without totalCount");
        }
        String strange = strange(response, ((QboQuestion) question).list().keys());
        if (rows.isEmpty() && strange != null) {
            return new Fault.Rejected("REJECTED", "records stand under the unknown name \"" + strange + '"');
        }
        boolean goesOn = question instanceof QboQuestion.Page page && page.rows() > 1 && rows.size() >= page.rows();
        if (goesOn && CreateTime.last(rows) == null) {
            return new Fault.Rejected(
                    "REJECTED", "no record of a full page says when it was created, so none can follow");
        }
        if (goesOn && !CreateTime.inOrder(rows)) {
            return new Fault.Rejected(
                    "REJECTED", "a full page is not in the order of creation, so it does not say what follows");
        }
        return new Answer(response, rows, askedAt, overflowing);
    }

    /** The name of an array of objects that is none of a list's keys: what is not understood is not nothing. */
    private static @Nullable String strange(JsonNode response, Set<String> keys) {
        for (Map.Entry<String, JsonNode> part : response.properties()) {
            if (part.getValue().isArray() && part.getValue().path(0).isObject() && !keys.contains(part.getKey())) {
                return part.getKey();
            }
        }
        return null;
    }

    /** A list is found by its key: each has a group, but an empty one does not say whose it is. */
    private static List<Outcome> changes(Exchange exchange, Reply reply, JsonNode body) {
        if (!body.path(CHANGES).isArray()) {
            return all(exchange, QboFaults.notUnderstood(reply, "without " + CHANGES));
        }
        boolean answered = false;
        for (JsonNode response : body.path(CHANGES)) {
            Optional<QboError> error = QboError.of(response);
            answered |= response.path(QUERY).isArray();
            for (JsonNode group : response.path(QUERY)) {
                error = error.or(() -> QboError.of(group));
                String strange = strange(group, Set.of());
                if (strange != null) {
                    // Asked alone, the list that it belongs to is refused again and then read whole.
                    return all(
                            exchange,
                            new Fault.Rejected("REJECTED", "changes stand under the unknown name \"" + strange + '"'));
                }
            }
            if (error.isPresent()) {
                return all(exchange, QboFaults.of(reply, error.get()));
            }
        }
        if (!answered) {
            return all(exchange, QboFaults.notUnderstood(reply, "without " + QUERY));
        }
        boolean overflowing = reply.rows().size() >= QboPacking.OVERFLOW;
        List<Outcome> outcomes = new ArrayList<>();
        for (Question question : exchange.questions()) {
            Set<String> keys = ((QboQuestion) question).list().keys();
            List<Row> rows = reply.rows().stream()
                    .filter(row -> keys.contains(row.path().get(row.path().size() - 1)))
                    .toList();
            outcomes.add(new Answer(JsonNodeFactory.instance.objectNode(), rows, clock(reply, body), overflowing));
        }
        return outcomes;
    }

    /** QuickBooks says when it began to work on a call; the header of the answer is later. */
    private static Instant clock(Reply reply, JsonNode body) {
        try {
            return QboDates.instant(body.path("time").asString(""));
        } catch (DateTimeException noMoment) {
            return ProviderClock.atSending(reply);
        }
    }

    private static List<Outcome> all(Exchange exchange, Fault fault) {
        return Collections.nCopies(exchange.questions().size(), fault);
    }

    private static String start(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
