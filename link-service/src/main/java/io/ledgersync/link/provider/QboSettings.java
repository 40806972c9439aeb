package io.ledgersync.link.provider;

import io.ledgersync.link.Provider;
import io.ledgersync.link.Secret;
import io.ledgersync.link.oauth.OAuthApp;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our registration at Intuit and its addresses.
 *
 * @param apiUrl the host that companies are read from, without a path
 * @param clientId without it no client can be linked to QuickBooks Online
 * @param scopes what a consent asks for
 */
@ConfigurationProperties("ledgersync.qbo")
public record QboSettings(
        @DefaultValue("https://appcenter.intuit.com/connect/oauth2")
        URI authorizeUrl,

        @DefaultValue("https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer")
        URI tokenUrl,

        @DefaultValue("https://developer.api.intuit.com/v2/oauth2/tokens/revoke")
        URI revocationUrl,

        @DefaultValue("https://quickbooks.api.intuit.com") URI apiUrl,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @DefaultValue("com.intuit.quickbooks.accounting") List<String> scopes,
        @DefaultValue Quota quota) {

    public QboSettings {
        scopes = List.copyOf(scopes);
    }

    OAuthApp app() {
        return new OAuthApp(
                Provider.QBO,
                authorizeUrl,
                tokenUrl,
                revocationUrl,
                clientId,
                clientSecret,
                scopes,
                OAuthApp.Revocation.JSON);
    }

    /** The app's own limit. @param appMinute calls of the app a minute, all companies together; 0 means no limit */
    public record Quota(@DefaultValue("0") int appMinute) {}
}
