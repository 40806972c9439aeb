package io.ledgersync.sandbox.oauth;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OAuth2 endpoints of one provider: a consent page for a browser, token and revocation for the app. */
public final class ConsentPages {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String QBO_SCOPE = "com.intuit.quickbooks.accounting";
    private static final Duration QBO_REFRESH_LIFE = Duration.ofDays(101);

    private final String provider;
    private final String clientId;
    private final String clientSecret;
    private final Authority authority;
    private final Map<String, Organisation> organisations;

    public ConsentPages(
            String provider,
            String clientId,
            String clientSecret,
            Authority authority,
            Map<String, Organisation> organisations) {
        this.provider = provider;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.authority = authority;
        this.organisations = organisations;
    }

    /** GET authorize: the page on which a user chooses organisations. */
    public Response authorize(Request request) {
        if (!request.parameter("client_id").orElse("").equals(clientId)) {
            return Response.of(
                    400,
                    "text/html; charset=utf-8",
                    "<h1>unauthorized_client</h1><p>There is no app with this client_id.</p>");
        }
        boolean comesBack = request.parameter("redirect_uri")
                .filter(back -> back.matches("https?://[^/*]+(/[^*]*)?"))
                .isPresent();
        if (!request.parameter("response_type").orElse("").equals("code") || !comesBack) {
            return Response.of(
                    400,
                    "text/html; charset=utf-8",
                    "<h1>invalid_request</h1><p>response_type must be code and redirect_uri an absolute address.</p>");
        }
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\"><title>Allow access</title><h1>")
                .append(provider)
                .append(" sandbox: allow access to your books?</h1><form method=\"post\" action=\"/")
                .append(provider.toLowerCase(Locale.ROOT))
                .append("/consent\">");
        for (String field : List.of("redirect_uri", "scope", "state")) {
            page.append("<input type=\"hidden\" name=\"")
                    .append(field)
                    .append("\" value=\"")
                    .append(escaped(request.parameter(field).orElse("")))
                    .append("\">");
        }
        page.append(
                "<label>User <input name=\"user\" value=\"robin\"></label><fieldset><legend>Organisations</legend>");
        for (Organisation organisation : theirs()) {
            page.append("<label><input type=\"checkbox\" name=\"organisation\" value=\"")
                    .append(escaped(organisation.id()))
                    .append("\"> ")
                    .append(escaped(organisation.name()))
                    .append("</label><br>");
        }
        page.append(
                "</fieldset><button name=\"decision\" value=\"approve\">Allow</button><button name=\"decision\" value=\"deny\">Cancel</button></form></html>");
        return Response.of(200, "text/html; charset=utf-8", page);
    }

    private Collection<Organisation> theirs() {
        return organisations.values().stream()
                .filter(one -> one.provider().equals(provider))
                .toList();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** POST consent: back to the app with a code, or with what went wrong. */
    public Response consent(Request request) {
        Map<String, List<String>> form = request.form();
        String back = request.field("redirect_uri");
        String state = "state=" + encoded(request.field("state"));
        String separator = back.contains("?") ? "&" : "?";
        if (!request.field("decision").equals("approve")) {
            return Response.redirect(back + separator + "error=access_denied&" + state);
        }
        if (provider.equals("QBO")
                && !List.of(request.field("scope").split(" ")).contains(QBO_SCOPE)) {
            return Response.redirect(back + separator + "error=invalid_scope&" + state);
        }
        List<String> chosen = form.getOrDefault("organisation", List.of()).stream()
                .filter(organisations::containsKey)
                .toList();
        if (chosen.isEmpty()) {
            return Response.of(400, "text/html; charset=utf-8", "<h1>Choose an organisation</h1>");
        }
        List<String> granted = provider.equals("QBO") ? chosen.subList(0, 1) : chosen;
        String user = request.field("user").isBlank() ? "robin" : request.field("user");
        String code = authority.consent(provider, user, granted, request.field("scope"), back);
        String realm = provider.equals("QBO") ? "&realmId=" + encoded(granted.get(0)) : "";
        return Response.redirect(back + separator + "code=" + code + "&" + state + realm);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** POST token. */
    public Response token(Request request) {
        if (!authenticated(request)) {
            return Response.json(provider.equals("QBO") ? 401 : 400, "{\"error\":\"invalid_client\"}");
        }
        try {
            return switch (request.field("grant_type")) {
                case "authorization_code" ->
                    tokens(authority.exchange(provider, request.field("code"), request.field("redirect_uri")));
                case "refresh_token" -> tokens(authority.refresh(provider, request.field("refresh_token")));
                default -> Response.json(400, "{\"error\":\"unsupported_grant_type\"}");
            };
        } catch (Authority.Refused refused) {
            if ("temporarily_unavailable".equals(refused.getMessage())) {
                return Response.of(503, "text/plain", "Service unavailable");
            }
            String description =
                    provider.equals("QBO") ? ",\"error_description\":\"Incorrect or invalid refresh token\"" : "";
            return Response.json(400, "{\"error\":\"" + refused.getMessage() + "\"" + description + "}");
        }
    }

    private boolean authenticated(Request request) {
        String expected = "Basic "
                + Base64.getEncoder().encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
        return request.header("authorization").orElse("").equals(expected);
    }

    private Response tokens(Authority.Tokens tokens) {
        ObjectNode answer = JSON.createObjectNode()
                .put("access_token", tokens.access())
                .put("expires_in", tokens.expiresIn().toSeconds())
                .put("token_type", provider.equals("QBO") ? "bearer" : "Bearer");
        if (provider.equals("QBO") || List.of(tokens.scope().split(" ")).contains("offline_access")) {
            answer.put("refresh_token", tokens.refresh());
        }
        if (tokens.idToken() != null) {
            answer.put("id_token", tokens.idToken());
        }
        if (provider.equals("QBO")) {
            answer.put("x_refresh_token_expires_in", QBO_REFRESH_LIFE.toSeconds());
        } else {
            answer.put("scope", tokens.scope());
        }
        return Response.json(200, answer.toString());
    }

    /** POST revocation. */
    public Response revoke(Request request) {
        if (!authenticated(request)) {
            return Response.json(400, "{\"error\":\"invalid_client\"}");
        }
        boolean json = request.header("content-type").orElse("").contains("json");
        authority.revoke(json ? JSON.readTree(request.body()).path("token").asString("") : request.field("token"));
        return Response.empty(200);
    }
}
