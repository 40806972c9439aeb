package io.ledgersync.allinone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.SandboxSettings;
import io.ledgersync.sandbox.books.BooksSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The books are a sandbox's; the ledger is a gateway that answers what a test has put into it, two rows a page. */
class ComparisonTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COMPANY = "9130";
    private static final int PAGE = 2;

    private final Map<String, Map<String, JsonNode>> ledger = new LinkedHashMap<>();
    private Sandbox sandbox;
    private HttpServer gateway;

    @BeforeEach
    void theLedgerHoldsTheBooks() throws IOException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        sandbox.define()
                .organisation(OrganisationSpec.generated(
                        "QBO",
                        COMPANY,
                        "Compared",
                        1,
                        new BooksSpec(Map.of("Account", 5, "Customer", 3, "Item", 2, "Invoice", 7))));
        for (String type : sandbox.query().sourceTypes(COMPANY)) {
            ledger.put(type, new LinkedHashMap<>());
            if (!type.equals("CompanyInfo")) {
                sandbox.query()
                        .forEach(COMPANY, type, (id, json) -> ledger.get(type).put(id, JSON.readTree(json.toString())));
            }
        }
        ledger.get("CompanyInfo").put(COMPANY, JSON.createObjectNode());
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::answer);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
        sandbox.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String parameter : exchange.getRequestURI().getQuery().split("&")) {
            asked.put(parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        List<Map.Entry<String, JsonNode>> rows =
                new ArrayList<>(ledger.get(asked.get("sourceType")).entrySet());
        int from = Integer.parseInt(asked.getOrDefault("cursor", "0"));
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        rows.subList(from, Math.min(rows.size(), from + PAGE))
                .forEach(row -> items.addObject().put("sourceId", row.getKey()).set("providerJson", row.getValue()));
        page.put("next", from + PAGE < rows.size() ? Integer.toString(from + PAGE) : null);
        byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Map<String, Comparison.Result> compare() {
        URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        return new Comparison(new Gateway(address, () -> "token"), sandbox.query()).compare("client", COMPANY);
    }

    private String anyInvoice() {
        return ledger.get("Invoice").keySet().iterator().next();
    }

    @Test
    void equalBooksAreClean() {
        assertThat(compare())
                .containsEntry("Invoice", new Comparison.Result(7, 7, 0, 0, 0))
                .containsEntry("CompanyInfo", new Comparison.Result(1, 1, 0, 0, 0))
                .allSatisfy((type, result) -> assertThat(result.clean()).isTrue());
    }

    @Test
    void countsWhatTheLedgerLacks() {
        ledger.get("Invoice").remove(anyInvoice());

        assertThat(compare()).containsEntry("Invoice", new Comparison.Result(7, 6, 1, 0, 0));
    }

    @Test
    void countsWhatTheProviderDoesNotHave() {
        ledger.get("Invoice").put("never", JSON.createObjectNode());

        assertThat(compare()).containsEntry("Invoice", new Comparison.Result(7, 8, 0, 0, 1));
    }

    @Test
    void countsWhatDiffersInOneFieldAlone() {
        ((ObjectNode) ledger.get("Invoice").get(anyInvoice())).put("DocNumber", "another");

        assertThat(compare()).containsEntry("Invoice", new Comparison.Result(7, 7, 0, 1, 0));
    }

    @Test
    void missesAnOrganisationThatWasNeverRead() {
        ledger.get("CompanyInfo").clear();

        assertThat(compare()).containsEntry("CompanyInfo", new Comparison.Result(1, 0, 1, 0, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a":20.00}        | {"a":20.0}         | true
                    {"a":1,"b":[2,3]}  | {"b":[2,3],"a":1}  | true
                    {"a":20.01}        | {"a":20.0}         | false
                    {"a":"20.0"}       | {"a":20.0}         | false
                    {"a":[2,3]}        | {"a":[3,2]}        | false
                    {"a":[2,3]}        | {"a":[2]}          | false
                    {"a":null}         | {}                 | false
                    {"a":null}         | {"b":null}         | false
                    {"a":{"b":true}}   | {"a":{"b":false}}  | false
                    """)
    void isEqualByValueInEveryField(String one, String other, boolean same) {
        assertThat(Comparison.same(JSON.readTree(one), JSON.readTree(other))).isEqualTo(same);
        assertThat(Comparison.same(JSON.readTree(other), JSON.readTree(one))).isEqualTo(same);
    }
}
