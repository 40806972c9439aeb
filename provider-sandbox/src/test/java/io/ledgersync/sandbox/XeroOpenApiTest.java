package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every answer is as Xero's own description of its API says. */
class XeroOpenApiTest {
    private static final String ORGANISATION = "7e5e243b-9fcd-4aef-8e3a-c70be1e39bfa";
    private static @Nullable Sandbox sandbox;
    private static JsonNode accounting;
    private static JsonNode identity;
    private static App app;
    private static String token;

    @BeforeAll
    static void start() {
        Path folder = described();
        Assumptions.assumeTrue(
                folder != null, "Xero's OpenAPI files are not in shared/data/openapi next to the repository");
        YAMLMapper yaml = YAMLMapper.builder().build();
        accounting = yaml.readTree(folder.resolve("xero_accounting.yaml"));
        identity = yaml.readTree(folder.resolve("xero-identity.yaml"));
        sandbox = Sandbox.start(new SandboxSettings(0, null, TokenSettings.REAL, true, true, Clock.systemUTC()));
        app = new App(sandbox);
        sandbox.define()
                .organisation(OrganisationSpec.generated("XERO", ORGANISATION, "Described", 5, BooksSpec.wholeXero()))
                .quota(ORGANISATION, QuotaSpec.unlimited());
        token = app.link("XERO", ORGANISATION);
        Edits edits = sandbox.define().edits(ORGANISATION);
        sandbox.query().counts(ORGANISATION).keySet().forEach(type -> {
            if (!type.equals("Journal")) {
                edits.add(type);
                edits.editAny(type);
                edits.voidAny(type);
            }
        });
    }

    private static @Nullable Path described() {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path candidate = above.resolve("shared/data/openapi");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private static Schema schema(JsonNode description, String path) {
        ObjectNode root = ((ObjectNode) description
                        .path("paths")
                        .path(path)
                        .path("get")
                        .path("responses")
                        .path("200")
                        .path("content")
                        .path("application/json")
                        .path("schema"))
                .deepCopy();
        root.set("components", description.path("components"));
        return SchemaRegistry.withDialect(Dialects.getOpenApi30()).getSchema(root);
    }

    private static void assertDescribed(JsonNode description, String path, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        // Connections were seen to have dates without an offset, whatever their description says of them.
        assertThat(schema(description, path).validate(App.json(answer)))
                .as(path)
                .filteredOn(error -> !error.getInstanceLocation().toString().endsWith("DateUtc"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Organisation",
                "Users",
                "Accounts",
                "TaxRates",
                "TrackingCategories?includeArchived=true",
                "Currencies",
                "Items?unitdp=4",
                "Contacts?page=1&pageSize=1000&includeArchived=true",
                "Contacts",
                "Invoices?page=1&pageSize=1000&unitdp=4",
                "Invoices",
                "CreditNotes?page=1",
                "BankTransactions?page=1&pageSize=1000",
                "BankTransfers?includeDeleted=true",
                "Payments?page=1&pageSize=1000",
                "BatchPayments",
                "Prepayments?page=1",
                "Overpayments?page=1",
                "ManualJournals?page=1",
                "ManualJournals",
                "Journals?offset=0",
                "Journals?offset=1300",
                "Reports/TrialBalance",
                "PurchaseOrders?page=1",
                "Quotes?page=1",
                "LinkedTransactions?page=1",
                "Budgets"
            })
    void anAnswerIsAsItsDescriptionSays(String call) {
        assertDescribed(accounting, "/" + call.split("\\?")[0], app.xero(token, ORGANISATION, call));
    }

    @Test
    void theConnectionsAreAsTheirDescriptionSays() {
        assertDescribed(identity, "/Connections", app.connections(token, ""));
    }
}
