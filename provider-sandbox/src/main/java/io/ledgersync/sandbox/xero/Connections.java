package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.oauth.Authority;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;

/** Which organisations a token opens, and the end of a connection. */
final class Connections {
    /** Seven fractional digits and no offset, as the real one writes them. */
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS");

    private final Map<String, Organisation> organisations;
    private final Authority authority;

    Connections(Map<String, Organisation> organisations, Authority authority) {
        this.organisations = organisations;
        this.authority = authority;
    }

    Response list(Request request) {
        String token = XeroApi.token(request);
        if (authority.check(token, null) != Authority.Allowed.YES) {
            return Envelope.gateway(401, "Unauthorized", "AuthenticationUnsuccessful");
        }
        String consent = request.parameter("authEventId").orElse("");
        ArrayNode rows = Shelf.JSON.createArrayNode();
        for (Authority.Connected one : authority.connections(token)) {
            Organisation organisation = organisations.get(one.organisationId());
            if (organisation != null && (consent.isEmpty() || consent.equals(one.consent()))) {
                rows.addObject()
                        .put("id", one.id())
                        .put("authEventId", one.consent())
                        .put("tenantId", one.organisationId())
                        .put("tenantType", "ORGANISATION")
                        .put("tenantName", organisation.name())
                        .put("createdDateUtc", stamp(one.created()))
                        .put("updatedDateUtc", stamp(one.updated()));
            }
        }
        return Response.json(200, rows.toString());
    }

    private static String stamp(Instant moment) {
        return STAMP.format(moment.atOffset(ZoneOffset.UTC));
    }

    Response end(Request request) {
        String token = XeroApi.token(request);
        if (authority.check(token, null) != Authority.Allowed.YES) {
            return Envelope.gateway(401, "Unauthorized", "AuthenticationUnsuccessful");
        }
        String id = request.path().substring(request.path().lastIndexOf('/') + 1);
        return Response.empty(authority.disconnect(token, id) ? 204 : 404);
    }
}
