package io.ledgersync.link.consent;

import io.ledgersync.link.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the user goes after a round trip: on our own site, or on one that the configuration names. */
record ReturnTo(URI address) {

    /** The sites that users may be sent back to. */
    record Sites(URI own, List<URI> others) {
        ReturnTo check(@Nullable String asked) {
            if (asked == null || asked.isBlank()) {
                throw Problem.INVALID_RETURN_TO.because("returnTo is missing; it must be a page of " + origin(own));
            }
            URI address = resolve(asked);
            List<URI> sites = new ArrayList<>(others);
            sites.add(own);
            if (address.getRawUserInfo() == null
                    && sites.stream().anyMatch(site -> origin(site).equals(origin(address)))) {
                return new ReturnTo(address);
            }
            throw foreign(asked);
        }

        private URI resolve(String asked) {
            try {
                URI address = own.resolve(new URI(asked));
                if (address.getHost() == null || address.isOpaque()) {
                    throw foreign(asked);
                }
                return address;
            } catch (URISyntaxException e) {
                throw foreign(asked);
            }
        }

        private RuntimeException foreign(String asked) {
            return Problem.INVALID_RETURN_TO.because("returnTo is " + Problem.quoted(asked) + "; it must be a page of "
                    + origin(own) + " or of a site in ledgersync.link.return-to");
        }

        private static String origin(URI site) {
            String scheme = String.valueOf(site.getScheme()).toLowerCase(Locale.ROOT);
            int port = site.getPort() >= 0 ? site.getPort() : scheme.equals("https") ? 443 : 80;
            return scheme + "://" + String.valueOf(site.getHost()).toLowerCase(Locale.ROOT) + ':' + port;
        }
    }

    /** The same page, told how the round trip ended. */
    URI with(String name, String value) {
        String text = address.toString();
        int hash = text.indexOf('#');
        String page = hash < 0 ? text : text.substring(0, hash);
        String fragment = hash < 0 ? "" : text.substring(hash);
        String separator = address.getRawQuery() == null ? "?" : "&";
        return URI.create(page + separator + name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8) + fragment);
    }
}
