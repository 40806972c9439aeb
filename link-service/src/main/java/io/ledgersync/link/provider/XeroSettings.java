package io.ledgersync.link.provider;

import io.ledgersync.link.Provider;
import io.ledgersync.link.Secret;
import io.ledgersync.link.oauth.OAuthApp;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our registration at Xero and its addresses.
 *
 * @param clientId without it no client can be linked to Xero
 * @param tier decides how many organisations may be connected and whether journals may be read
 * @param journals whether the connector reads journals; when not given, where the tier permits it
 * @param scopes what a consent asks for; empty means what reading a ledger needs at this tier, with the optional
 *     streams
 * @param optionalStreams lists that the connector reads besides
 */
@ConfigurationProperties("ledgersync.xero")
public record XeroSettings(
        @DefaultValue("https://login.xero.com/identity/connect/authorize")
        URI authorizeUrl,

        @DefaultValue("https://identity.xero.com/connect/token")
        URI tokenUrl,

        @DefaultValue("https://identity.xero.com/connect/revocation")
        URI revocationUrl,

        @DefaultValue("https://api.xero.com/connections") URI connectionsUrl,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @DefaultValue("STARTER") Tier tier,
        @Nullable Boolean journals,
        @DefaultValue List<String> scopes,
        @DefaultValue List<String> optionalStreams,
        @DefaultValue Quota quota) {

    private static final List<String> LEAST = List.of(
            "offline_access",
            "openid",
            "profile",
            "email",
            "accounting.settings.read",
            "accounting.contacts.read",
            "accounting.invoices.read",
            "accounting.payments.read",
            "accounting.banktransactions.read",
            "accounting.manualjournals.read",
            "accounting.reports.trialbalance.read");

    public XeroSettings {
        optionalStreams = List.copyOf(optionalStreams);
        scopes = scopes.isEmpty()
                ? leastScopes(journals == null ? tier.readsJournals() : journals, optionalStreams)
                : List.copyOf(scopes);
    }

    private static List<String> leastScopes(boolean journals, List<String> optionalStreams) {
        List<String> scopes = new ArrayList<>(LEAST);
        if (journals) {
            // An app that is not entitled to it would be refused the whole consent.
            scopes.add("accounting.journals.read");
        }
        if (optionalStreams.contains("Budgets")) {
            // The other optional lists come with the scopes above.
            scopes.add("accounting.budgets.read");
        }
        return List.copyOf(scopes);
    }

    OAuthApp app() {
        return new OAuthApp(
                Provider.XERO,
                authorizeUrl,
                tokenUrl,
                revocationUrl,
                clientId,
                clientSecret,
                scopes,
                OAuthApp.Revocation.FORM);
    }

    /** The plans under which Xero lets an app connect. */
    public enum Tier {
        STARTER(5),
        CORE(50),
        PLUS(1_000),
        ADVANCED(10_000),
        ENTERPRISE(Integer.MAX_VALUE);

        private final int organisations;

        Tier(int organisations) {
            this.organisations = organisations;
        }

        /** How many organisations the app may have connected. */
        public int organisations() {
            return organisations;
        }

        boolean readsJournals() {
            return this == ADVANCED || this == ENTERPRISE;
        }
    }

    /** The app's own limit. @param appMinute calls of the app a minute, all organisations together; 0 means no limit */
    public record Quota(@DefaultValue("10000") int appMinute) {}
}
