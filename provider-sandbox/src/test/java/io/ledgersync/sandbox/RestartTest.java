package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestartTest {
    private static final BooksSpec XERO = new BooksSpec(
            Map.of("Account", 20, "Contact", 30, "Invoice", 80, "Payment", 20, "BankTransaction", 20, "Journal", 90));
    private static final BooksSpec QBO =
            new BooksSpec(Map.of("Account", 20, "Customer", 30, "Item", 10, "Invoice", 80, "Payment", 20));

    @TempDir
    private Path folder;

    private Sandbox started() {
        Sandbox sandbox = Sandbox.start(SandboxSettings.inMemory().withDataDir(folder));
        sandbox.define()
                .organisation(OrganisationSpec.generated("XERO", "x1", "Books", 5, XERO))
                .organisation(OrganisationSpec.generated("QBO", "101", "Books", 5, QBO));
        return sandbox;
    }

    private static Map<String, Map<String, JsonNode>> everything(Sandbox sandbox, String organisation) {
        Map<String, Map<String, JsonNode>> all = new HashMap<>();
        sandbox.query().counts(organisation).keySet().forEach(type -> {
            Map<String, JsonNode> rows = all.computeIfAbsent(type, any -> new HashMap<>());
            sandbox.query().forEach(organisation, type, rows::put);
        });
        return all;
    }

    @Test
    void editsAndGrantsOutliveTheProcess() {
        String xeroRefresh;
        String qboRefresh;
        Map<String, Map<String, JsonNode>> xero;
        Map<String, Map<String, JsonNode>> qbo;
        Set<String> added = new HashSet<>();
        try (Sandbox sandbox = started()) {
            App app = new App(sandbox);
            xeroRefresh = App.json(app.exchange("XERO", app.code("XERO", "x1")))
                    .path("refresh_token")
                    .asString();
            qboRefresh = App.json(app.exchange("QBO", app.code("QBO", "101")))
                    .path("refresh_token")
                    .asString();
            for (String organisation : new String[] {"x1", "101"}) {
                Edits edits = sandbox.define().edits(organisation);
                for (int i = 0; i < 5; i++) {
                    added.add(edits.add("Invoice"));
                    edits.editAny("Invoice");
                    edits.voidAny("Invoice");
                    edits.deleteAny("Invoice");
                    edits.deleteAny("Payment");
                }
            }
            xero = everything(sandbox, "x1");
            qbo = everything(sandbox, "101");
        }
        try (Sandbox sandbox = started()) {
            App app = new App(sandbox);
            assertThat(everything(sandbox, "x1")).isEqualTo(xero);
            assertThat(everything(sandbox, "101")).isEqualTo(qbo);
            JsonNode tokens = App.json(app.refresh("XERO", xeroRefresh));
            assertThat(app.xero(tokens.path("access_token").asString(), "x1", "Accounts")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(App.json(app.connections(tokens.path("access_token").asString(), "")))
                    .hasSize(1);
            assertThat(app.refresh("XERO", xeroRefresh).statusCode())
                    .as("the answer of the refresh was lost")
                    .isEqualTo(200);
            String token = App.json(app.refresh("QBO", qboRefresh))
                    .path("access_token")
                    .asString();
            assertThat(app.select(token, "101", "SELECT * FROM Account").statusCode())
                    .isEqualTo(200);
            for (int i = 0; i < 20; i++) {
                assertThat(added.add(sandbox.define().edits("x1").add("Invoice")))
                        .as("ids are never given twice")
                        .isTrue();
                assertThat(added.add(sandbox.define().edits("101").add("Invoice")))
                        .isTrue();
            }
        }
    }

    @Test
    void aRefreshWhoseAnswerWasLostMayBeTriedAgainAfterARestart() {
        String first;
        try (Sandbox sandbox = started()) {
            App app = new App(sandbox);
            first = App.json(app.exchange("XERO", app.code("XERO", "x1")))
                    .path("refresh_token")
                    .asString();
            app.refresh("XERO", first);
        }
        try (Sandbox sandbox = started()) {
            assertThat(new App(sandbox).refresh("XERO", first).statusCode()).isEqualTo(200);
        }
    }
}
