package io.ledgersync.xero.walk;

import io.ledgersync.kit.HttpCall;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Reply;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.UnreadableRecord;
import io.ledgersync.kit.pull.Heard;
import io.ledgersync.kit.pull.Kind;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.kit.pull.Turn;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.XeroBooks;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.oauth.Authority;
import io.ledgersync.sandbox.oauth.GrantFile;
import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.xero.XeroApi;
import io.ledgersync.sandbox.xero.XeroReadings;
import io.ledgersync.xero.XeroConnector;
import io.ledgersync.xero.XeroTier;
import io.ledgersync.xero.ask.XeroList;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** An organisation of the sandbox that the connector asks without a network, and the ledger that its runs keep. */
final class SimulatedXero {
    private static final URI API = URI.create("http://xero/xero/api.xro/2.0");

    final Organisation books;
    /** What it answered, by the call. */
    final List<String> calls = new ArrayList<>();

    private final XeroConnector connector;
    private final List<XeroList> lists;
    private final XeroApi api;
    private final Runs runs;

    SimulatedXero(BooksSpec sizes, List<XeroList> lists, Random random) {
        Clock clock = Clock.systemUTC();
        this.lists = lists;
        this.books = new Organisation("XERO", "simulated", "Simulated", random.nextLong(), clock);
        new XeroBooks(sizes, random.nextLong()).fill(books);
        Authority nobody = new Authority(TokenSettings.REAL, new GrantFile(null), clock);
        this.api = new XeroApi(Map.of(books.id(), books), nobody, () -> XeroReadings.USUAL, clock);
        this.connector = new XeroConnector(XeroTier.ADVANCED, lists, clock);
        this.runs = new Runs(
                connector, this::heard, row -> version(new String(row.json(), StandardCharsets.UTF_8)), random);
    }

    /** A run to its end; something happens after every answer. */
    Run run(Kind kind, Runnable happening) {
        calls.clear();
        return runs.run(kind, Instant::now, happening);
    }

    /** What the ledger holds of each kind, by id. */
    Map<String, Map<String, String>> ledger() {
        return runs.ledger();
    }

    /** What the organisation holds of each kind that is read, by id. */
    Map<String, Map<String, String>> content() {
        Map<String, Map<String, String>> content = new TreeMap<>();
        for (XeroList list : lists) {
            Map<String, String> versions = new TreeMap<>();
            books.shelf(list.sourceType()).forEach((id, json) -> versions.put(id, version(json.toString())));
            content.put(list.sourceType(), versions);
        }
        return content;
    }

    /** What the organisation holds of one record. */
    String content(XeroList list, String id) {
        return version(String.valueOf(books.shelf(list.sourceType()).find(id)));
    }

    /** Short: there may be many. */
    private static String version(String json) {
        return Integer.toHexString(json.hashCode());
    }

    private Heard heard(Turn turn) {
        HttpCall call = connector.call(turn.exchange(), API, books.id());
        Instant sent = Instant.now();
        Response response = api.answer(books, request(call), call.uri().toString());
        calls.add(response.status() + " " + call.uri());
        return Heard.of(connector, turn.exchange(), reply(response, sent));
    }

    private static Request request(HttpCall call) {
        Map<String, List<String>> query = new HashMap<>();
        String asked = call.uri().getRawQuery();
        for (String pair : asked == null ? new String[0] : asked.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], List.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
        }
        Map<String, String> headers = new HashMap<>();
        call.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Request("GET", call.uri().getPath(), query, headers, new byte[0]);
    }

    private Reply reply(Response response, Instant sent) {
        Map<String, String> headers = Map.of(
                "date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)),
                "xero-correlation-id",
                "simulated");
        Duration took = Duration.between(sent, Instant.now());
        String text = response.status() == 200 ? "" : new String(response.body(), StandardCharsets.UTF_8);
        List<Row> rows = new ArrayList<>();
        JsonNode envelope = null;
        try {
            envelope = Shelf.JSON.readTree(response.body());
            for (Map.Entry<String, JsonNode> field : envelope.properties()) {
                List<String> path = List.of(field.getKey());
                if (connector.holdsRows(path) && field.getValue() instanceof ArrayNode array) {
                    array.forEach(json -> rows.add(row(path, json)));
                    array.removeAll();
                }
            }
        } catch (JacksonException notJson) {
            // As it is where a body is HTML.
        }
        return new Reply(response.status(), headers, envelope, rows, text, sent, took);
    }

    private Row row(List<String> path, JsonNode json) {
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        try {
            LedgerRecord record = connector.read(path, json);
            return new Row(path, bytes, record, null);
        } catch (UnreadableRecord unreadable) {
            return new Row(path, bytes, null, unreadable);
        }
    }
}
