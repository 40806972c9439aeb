package io.ledgersync.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.FaultRule;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.HighVolume;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What a practice sees on days when something is wrong at its clients' providers, or out of the ordinary. */
abstract class BadDays {
    private static final int EIGHT_MEGABYTES = 8_000_000;

    abstract Spine spine();

    private void define(String provider, String organisation, String name, Map<String, Integer> books) {
        spine().sandbox()
                .define()
                .organisation(OrganisationSpec.generated(
                        provider, organisation, name, organisation.hashCode(), new BooksSpec(books)));
    }

    @Test
    void aRecordOfEightMegabytesPassesWhole() {
        define("QBO", "770008", "Bulky QBO", Map.of("Account", 12, "Customer", 5, "Invoice", 1200));
        define("XERO", "bulky-xero", "Bulky Xero", Map.of("Account", 12, "Contact", 5, "Invoice", 1200));
        spine().sandbox().define().edits("770008").enlarge("Invoice", EIGHT_MEGABYTES);
        spine().sandbox().define().edits("bulky-xero").enlarge("Invoice", EIGHT_MEGABYTES);

        String qbo = spine().linked("Bulky QBO", "QBO", "770008");
        String xero = spine().linked("Bulky Xero", "XERO", "bulky-xero");

        Spine.assertCompleted(spine().synced(qbo));
        spine().assertSame(qbo, "770008");
        Spine.assertCompleted(spine().synced(xero));
        spine().assertSame(xero, "bulky-xero");
    }

    @Test
    void whatFailsInABatchIsAskedAgainAndWhatCannotBeReadIsSaid() {
        Map<String, Integer> books = Map.of("Account", 12, "Customer", 5, "Item", 5, "Invoice", 30);
        define("QBO", "770009", "Odd QBO", books);
        define("QBO", "770010", "Unreadable QBO", books);
        spine().sandbox()
                .define()
                .fault("770009", FaultRule.faultedItem(2, 1))
                .fault("770010", FaultRule.oddRecord("/batch", 3, "TotalAmt", StringNode.valueOf("much")));

        JsonNode whole = spine().synced(spine().linked("Odd QBO", "QBO", "770009"));
        JsonNode gaps = spine().synced(spine().linked("Unreadable QBO", "QBO", "770010"));

        Spine.assertCompleted(whole);
        assertThat(gaps.path("state").asString()).as(gaps.toString()).isEqualTo("COMPLETED_WITH_GAPS");
        assertThat(gaps.path("gaps").path(0).path("stream").asString()).isEqualTo("Invoice");
        assertThat(gaps.path("gaps").path(0).path("code").asString()).isEqualTo("DEAD_LETTERS");
        assertThat(gaps.path("gaps").path(0).path("remedy").asString()).isNotBlank();
    }

    @Test
    void anExpiredTokenIsRefreshedAndARevokedGrantSaysWhatToDo() {
        define("QBO", "770004", "Token QBO", Map.of("Account", 12, "Customer", 5, "Invoice", 20));
        String client = spine().linked("Token QBO", "QBO", "770004");
        Spine.assertCompleted(spine().synced(client));

        spine().sandbox().define().expireAccessTokens("QBO");
        Spine.assertCompleted(spine().syncedAgain(client));

        spine().sandbox().define().revokeGrants("QBO");
        JsonNode refused = spine().syncedAgain(client);

        assertThat(refused.path("state").asString()).as(refused.toString()).isEqualTo("FAILED");
        JsonNode error = refused.path("error");
        assertThat(error.path("code").asString()).isEqualTo("AUTH_FAILED");
        assertThat(error.path("title").asString()).isEqualTo("Authorisation failed. Could not sync client");
        assertThat(error.path("whatToDo").asString()).contains("link the client again");
        assertThat(error.path("retriedBySystem").asBoolean(true)).isFalse();
    }

    @Test
    void whatIsTooMuchForOneQuestionIsReadByDates() {
        define(
                "XERO",
                "huge-xero",
                "Huge Xero",
                Map.of("Account", 12, "Contact", 30, "Invoice", 1_200, "BankTransaction", 100));
        spine().sandbox().define().highVolume("huge-xero", new HighVolume(500, true));

        String client = spine().linked("Huge Xero", "XERO", "huge-xero");

        Spine.assertCompleted(spine().synced(client));
        assertThat(spine().sandbox().query().calls("huge-xero"))
                .as("a question that was refused")
                .anyMatch(call -> call.status() == 400);
        spine().assertSame(client, "huge-xero");
    }

    @Test
    void anEmptyOrganisationIsReadWhole() {
        define("XERO", "empty-xero", "Empty Xero", Map.of());
        define("QBO", "770011", "Empty QBO", Map.of());

        String xero = spine().linked("Empty Xero", "XERO", "empty-xero");
        String qbo = spine().linked("Empty QBO", "QBO", "770011");

        Spine.assertCompleted(spine().synced(xero));
        Spine.assertCompleted(spine().synced(qbo));
        spine().assertSame(xero, "empty-xero");
        spine().assertSame(qbo, "770011");
    }
}
