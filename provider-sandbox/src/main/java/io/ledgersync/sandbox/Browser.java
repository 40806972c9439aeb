package io.ledgersync.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person at the consent page: reads it, chooses, submits its form and is sent back. */
public final class Browser {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">");

    private Browser() {}

    /**
     * Allows access to organisations.
     *
     * @param user who consents; null for the page's own suggestion
     * @return where the provider sends the browser: the app's callback with code and state
     */
    public static URI approve(URI authorizationUrl, @Nullable String user, List<String> organisationIds) {
        return submit(authorizationUrl, user, organisationIds, "approve");
    }

    /** Refuses access. */
    public static URI deny(URI authorizationUrl) {
        return submit(authorizationUrl, null, List.of(), "deny");
    }

    private static URI submit(
            URI authorizationUrl, @Nullable String user, List<String> organisationIds, String decision) {
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<String> page =
                send(http, HttpRequest.newBuilder(authorizationUrl).build());
        Matcher action = ACTION.matcher(page.body());
        if (page.statusCode() != 200 || !action.find()) {
            throw new IllegalStateException("the consent page answered " + page.statusCode() + ": " + page.body());
        }
        List<String> fields = new ArrayList<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            fields.add(field(
                    hidden.group(1),
                    hidden.group(2)
                            .replace("&quot;", "\"")
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&amp;", "&")));
        }
        organisationIds.forEach(id -> fields.add(field("organisation", id)));
        fields.add(field("user", user == null ? "robin" : user));
        fields.add(field("decision", decision));
        HttpResponse<String> back = send(
                http,
                HttpRequest.newBuilder(authorizationUrl.resolve(action.group(1)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields)))
                        .build());
        return back.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(() -> new IllegalStateException(
                        "the consent form answered " + back.statusCode() + ": " + back.body()));
    }

    private static String field(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
