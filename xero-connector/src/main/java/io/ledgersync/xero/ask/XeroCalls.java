package io.ledgersync.xero.ask;

import io.ledgersync.kit.HttpCall;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP call that a question becomes. */
public final class XeroCalls {
    /** The only form that Xero is known to read everywhere: another is ignored, and everything returned. */
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private XeroCalls() {}

    /** The call of a question to this organisation (Xero: tenant). */
    public static HttpCall of(XeroQuestion question, URI apiUrl, String organisationId) {
        List<String> query = new ArrayList<>();
        if (!question.list().parameter().isEmpty()) {
            query.add(question.list().parameter());
        }
        String path = question.list().path();
        Instant since = null;
        if (question instanceof XeroQuestion.FirstPage first) {
            query.add(0, "page=1" + size(first.list(), first.rows()));
            since = first.since();
        } else if (question instanceof XeroQuestion.PageAt at) {
            query.add(0, "page=" + at.page() + size(at.list(), at.rows()));
            since = at.since();
        } else if (question instanceof XeroQuestion.NumberedPage page) {
            query.add(0, "page=" + page.number());
        } else if (question instanceof XeroQuestion.Everything everything) {
            since = everything.since();
        } else if (question instanceof XeroQuestion.JournalsAfter after) {
            query.add("offset=" + after.number());
        } else if (question instanceof XeroQuestion.ByIds byIds) {
            switch (byIds.list().lookup()) {
                case ALONE -> path += "/" + encoded(byIds.ids().get(0));
                case TOGETHER -> {
                    // Only a call with pages answers with every field.
                    query.add(0, "page=1&pageSize=1000");
                    query.add("IDs=" + String.join(",", byIds.ids()));
                }
                case IN_THE_LIST -> {
                    // The list is asked for as ever.
                }
            }
        }
        String suffix = query.isEmpty() ? "" : "?" + String.join("&", query);
        return new HttpCall(URI.create(trimmed(apiUrl) + "/" + path + suffix), headers(organisationId, since), null);
    }

    private static Map<String, String> headers(String organisationId, @Nullable Instant since) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("xero-tenant-id", organisationId);
        if (since != null) {
            headers.put("If-Modified-Since", TO_THE_SECOND.format(since));
        }
        return Map.copyOf(headers);
    }

    private static String size(XeroList list, int rows) {
        return list.fixedPages() ? "" : "&pageSize=" + rows;
    }

    /** In a path a plus is no space. */
    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String trimmed(URI apiUrl) {
        String url = apiUrl.toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
