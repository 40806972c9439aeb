package io.ledgersync.qbo.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.HttpCall;
import io.ledgersync.kit.Question;
import io.ledgersync.qbo.stream.Lists;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QboCallsTest {
    private static final URI API = URI.create("https://quickbooks.api.intuit.com");
    private static final Instant SINCE = Instant.parse("2026-11-23T08:00:05Z");

    @Test
    void asksForInactiveNamesTooAndStatesTheOrder() {
        HttpCall call = call(new QboQuestion.Page(
                Lists.ACCOUNT, new QboQuestion.Stretch(SINCE, SINCE.plusSeconds(9)), 0, 1000, 1000, true));
        assertThat(URLDecoder.decode(call.uri().toString(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "https://quickbooks.api.intuit.com/v3/company/42/query?query=SELECT * FROM Account WHERE Active IN (true, false)"
                                + " AND MetaData.CreateTime >= '2026-11-23T08:00:05Z' AND MetaData.CreateTime < '2026-11-23T08:00:14Z'"
                                + " ORDERBY MetaData.CreateTime ASC STARTPOSITION 1 MAXRESULTS 1000&minorversion=75");
        assertThat(call.uri().toString()).doesNotContain("+");
        assertThat(call.body()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Account", "Class", "Department", "Term", "Vendor", "PaymentMethod", "TaxCode", "Budget"})
    void asksForInactiveNamesHoweverItAsks(String entity) {
        QboList list = Lists.named(entity);
        List<QboQuestion.Query> queries = List.of(
                new QboQuestion.Count(list, QboQuestion.Stretch.ALL, false),
                new QboQuestion.Page(list, new QboQuestion.Stretch(SINCE, null), 0, 1000, 1000, false),
                new QboQuestion.PageBelow(list, QboQuestion.Stretch.ALL, 2_000, 1_000),
                new QboQuestion.Everything(list, false),
                new QboQuestion.ByIds(list, List.of("1"), false));
        assertThat(queries).allSatisfy(query -> assertThat(query.select()).contains("Active IN (true, false)"));
    }

    @Test
    void asksForTheLastPageThatEndsBelowAPlace() {
        QboQuestion.PageBelow page = new QboQuestion.PageBelow(Lists.INVOICE, QboQuestion.Stretch.ALL, 1_300, 1_000);
        assertThat(page.select()).endsWith("STARTPOSITION 301 MAXRESULTS 1000");
        assertThat(new QboQuestion.PageBelow(Lists.INVOICE, QboQuestion.Stretch.ALL, 300, 1_000).select())
                .endsWith("STARTPOSITION 1 MAXRESULTS 300");
        assertThat(page.withRows(100).select()).endsWith("STARTPOSITION 1201 MAXRESULTS 100");
    }

    @Test
    void packsSmallListsInOneBatchAndBigPagesByThemselves() {
        List<Question> ready = new ArrayList<>();
        for (QboList list : Lists.all().subList(0, 9)) {
            ready.add(new QboQuestion.Page(list, QboQuestion.Stretch.ALL, 0, 1000, 100, false));
        }
        ready.add(new QboQuestion.Page(Lists.INVOICE, QboQuestion.Stretch.ALL, 1_000, 1000, 1000, false));
        ready.add(new QboQuestion.Page(Lists.PURCHASE, QboQuestion.Stretch.ALL, 0, 1000, 500, false));
        List<Exchange> exchanges = QboPacking.pack(ready);
        assertThat(exchanges).extracting(Exchange::kind).containsExactly("call", "batch", "call");
        assertThat(exchanges)
                .extracting(exchange -> exchange.questions().size())
                .containsExactly(1, 9, 1);
    }

    @Test
    void neverPacksMoreThanThirtyQueries() {
        List<Question> ready = new ArrayList<>();
        for (long place = 1; place <= 65; place++) {
            ready.add(new QboQuestion.Page(Lists.INVOICE, QboQuestion.Stretch.ALL, place, 1, 1, false));
        }
        assertThat(QboPacking.pack(ready))
                .extracting(exchange -> exchange.questions().size())
                .containsExactly(30, 30, 5);
    }

    @Test
    void sendsABatchAsItsQueries() {
        Exchange exchange = new Exchange(
                "batch",
                List.of(
                        new QboQuestion.Count(Lists.ITEM, QboQuestion.Stretch.ALL, false),
                        new QboQuestion.ByIds(Lists.INVOICE, List.of("1", "o'b"), false)));
        HttpCall call = QboCalls.of(exchange, API, "42");
        assertThat(call.uri()).hasToString("https://quickbooks.api.intuit.com/v3/company/42/batch?minorversion=75");
        JsonNode items = JsonMapper.shared().readTree(call.body()).get("BatchItemRequest");
        assertThat(items.get(0).get("bId").asString()).isEqualTo("q0");
        assertThat(items.get(0).get("Query").asString())
                .isEqualTo("SELECT count(*) FROM Item WHERE Active IN (true, false)");
        assertThat(items.get(1).get("Query").asString())
                .isEqualTo("SELECT * FROM Invoice WHERE Id IN ('1','o\\'b') MAXRESULTS 1000");
    }

    @Test
    void asksForTheChangesOfAllListsSinceTheOldestMoment() {
        Exchange exchange = QboPacking.pack(List.of(
                        new QboQuestion.Changes(Lists.ITEM, SINCE, false),
                        new QboQuestion.Changes(Lists.INVOICE, SINCE.minusSeconds(60), false)))
                .get(0);
        assertThat(URLDecoder.decode(QboCalls.of(exchange, API, "42").uri().toString(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "https://quickbooks.api.intuit.com/v3/company/42/cdc?entities=Item,Invoice&changedSince=2026-11-23T07:59:05Z&minorversion=75");
    }

    private static HttpCall call(Question question) {
        return QboCalls.of(new Exchange("call", List.of(question)), API, "42");
    }
}
