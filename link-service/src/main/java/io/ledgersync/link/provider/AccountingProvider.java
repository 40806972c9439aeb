package io.ledgersync.link.provider;

import io.ledgersync.link.oauth.ProviderUnavailable;
import io.ledgersync.link.oauth.TokenEndpoint;
import io.ledgersync.link.oauth.TokenSet;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One provider's side of a round trip. */
public interface AccountingProvider {
    /** Where the user consents. */
    URI consentPage(URI redirectUri, String state);

    /** Where codes and refresh tokens become access tokens. */
    TokenEndpoint tokens();

    /** The redirect must name a realm. */
    boolean namesRealm();

    /** How many organisations our app may have connected. */
    int organisationLimit();

    /** Whom these tokens belong to; null when the provider does not say. */
    @Nullable
    String subject(TokenSet tokens, Approval approval);

    /** The organisations that the user approved in this round, and no others. */
    List<Organisation> approved(TokenSet tokens, Approval approval) throws ProviderUnavailable;

    /** Ends our access to one organisation; does nothing when it has ended already. */
    void disconnect(String accessToken, String providerConnectionId) throws ProviderUnavailable;
}
