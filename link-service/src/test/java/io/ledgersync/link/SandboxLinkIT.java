package io.ledgersync.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgersync.link.RunningLinkService.Answer;
import io.ledgersync.sandbox.Browser;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.SandboxSettings;
import io.ledgersync.sandbox.books.BooksSpec;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The round trip as a user makes it: through the consent pages of the simulated providers. */
class SandboxLinkIT {
    private static final String TENANT = "22222222-0000-0000-0000-000000000001";
    private static final String ANOTHER_TENANT = "22222222-0000-0000-0000-000000000002";
    private static final String REALM = "9341452732952867";

    private static Sandbox sandbox;
    private static RunningLinkService service;

    private final String practice = "practice-" + UUID.randomUUID();
    private final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        BooksSpec few =
                new BooksSpec(Map.of("Account", 12, "Contact", 3, "Customer", 3, "Vendor", 2, "Item", 2, "Invoice", 4));
        sandbox.define()
                .organisation(OrganisationSpec.generated("XERO", TENANT, "Demo Ltd", 1, few))
                .organisation(OrganisationSpec.generated("XERO", ANOTHER_TENANT, "Other Ltd", 2, few))
                .organisation(OrganisationSpec.generated("QBO", REALM, "Demo Inc", 3, few));
        service = new RunningLinkService(new HashMap<>(sandbox.connectorProperties()));
    }

    @AfterAll
    static void stop() {
        service.close();
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void linksAndRenewsAndUnlinks(Provider provider) {
        String id = service.newClient(practice, "Demo");

        Answer answer = follow(approve(id, provider, organisation(provider)));

        assertThat(answer.header("Location")).isEqualTo("https://app.test/clients");
        JsonNode client = service.client(practice, id);
        assertThat(client.path("state").asString()).isEqualTo("LINKED");
        assertThat(client.path("organisationId").asString()).isEqualTo(organisation(provider));
        assertThat(client.path("organisationName").asString()).startsWith("Demo");
        String connection = client.path("connectionId").asString();
        String token =
                service.lease(connection, null).json().path("accessToken").asString();

        sandbox.define().expireAccessTokens(provider.name());
        String renewed =
                service.lease(connection, token).json().path("accessToken").asString();

        assertThat(renewed).isNotBlank().isNotEqualTo(token);

        service.call("DELETE", "/api/clients/" + id + "/link", service.writer(practice), null);

        assertThat(service.lease(connection, null).status()).isEqualTo(410);
        await().untilAsserted(() -> assertThat(service.jdbc
                        .sql("select count(*) from farewells")
                        .query(Integer.class)
                        .single())
                .isZero());
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void showsThatTheUserEndedItAtTheProvider(Provider provider) {
        String id = service.newClient(practice, "Ended there");
        follow(approve(id, provider, organisation(provider)));
        String connection = service.client(practice, id).path("connectionId").asString();
        String token =
                service.lease(connection, null).json().path("accessToken").asString();

        sandbox.define().revokeGrants(provider.name());

        assertThat(service.lease(connection, token).status()).isEqualTo(403);
        assertThat(service.client(practice, id).path("state").asString()).isEqualTo("AUTH_FAILED");
    }

    @Test
    void servesAgainAfterRefreshesFailedInPassing() {
        String id = service.newClient(practice, "In passing");
        follow(approve(id, Provider.XERO, TENANT));
        String connection = service.client(practice, id).path("connectionId").asString();
        String token =
                service.lease(connection, null).json().path("accessToken").asString();
        sandbox.define().failRefreshes(1);

        assertThat(service.lease(connection, token).status()).isEqualTo(503);
        assertThat(service.client(practice, id).path("state").asString()).isEqualTo("LINKED");
        await().untilAsserted(() ->
                assertThat(service.lease(connection, token).status()).isEqualTo(200));
    }

    @Test
    void letsTheUserChooseAmongWhatWasApproved() {
        String id = service.newClient(practice, "Both");

        Answer answer = follow(approve(id, Provider.XERO, TENANT, ANOTHER_TENANT));

        assertThat(answer.header("Location")).startsWith("https://app.test/clients?choose=");
        Answer chosen = service.call(
                "POST",
                "/api/clients/" + id + "/link/organisation",
                service.writer(practice),
                "{\"organisationId\":\"" + ANOTHER_TENANT + "\"}");
        assertThat(chosen.json().path("organisationId").asString()).isEqualTo(ANOTHER_TENANT);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void sendsAUserBackWhoRefused(Provider provider) {
        String id = service.newClient(practice, "No");

        Answer answer = follow(Browser.deny(page(id, provider)));

        assertThat(answer.header("Location")).isEqualTo("https://app.test/clients?error=access_denied");
        assertThat(service.client(practice, id).path("state").asString()).isEqualTo("NOT_LINKED");
    }

    private URI approve(String id, Provider provider, String... organisations) {
        return Browser.approve(page(id, provider), user, List.of(organisations));
    }

    private URI page(String id, Provider provider) {
        Answer begun = service.call(
                "POST",
                "/api/clients/" + id + "/link",
                service.writer(practice),
                "{\"provider\":\"" + provider + "\",\"returnTo\":\"/clients\"}");
        return URI.create(begun.json().path("authorizationUrl").asString());
    }

    /**
     * The browser follows the provider's redirect; the gateway in front of us is not there, so it comes straight to us.
     */
    private static Answer follow(URI redirect) {
        assertThat(redirect.toString()).startsWith("https://app.test/oauth/callback/");
        return service.call("GET", redirect.getRawPath() + '?' + redirect.getRawQuery(), null, null);
    }

    private static String organisation(Provider provider) {
        return provider == Provider.XERO ? TENANT : REALM;
    }
}
