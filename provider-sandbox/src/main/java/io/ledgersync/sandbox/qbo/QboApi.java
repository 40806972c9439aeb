package io.ledgersync.sandbox.qbo;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.oauth.Authority;
import io.ledgersync.sandbox.qbo.query.Entities;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** The Accounting API v3: query, batch, change data capture, single objects and the trial balance. */
public final class QboApi {
    static final int MOST_OBJECTS = 1000;

    private static final int REALM = 4;

    private final Map<String, Organisation> companies;
    private final Authority authority;
    private final Listing listing;
    private final Changes changes;
    private final Batch batch;
    private final Envelope envelope;
    private final Clock clock;

    /** @param readings how what is unconfirmed is read at the moment */
    public QboApi(
            Map<String, Organisation> companies, Authority authority, Supplier<QboReadings> readings, Clock clock) {
        this.companies = companies;
        this.authority = authority;
        this.listing = new Listing(readings);
        this.changes = new Changes(readings, clock);
        this.batch = new Batch(listing, changes, readings);
        this.envelope = new Envelope(clock);
        this.clock = clock;
    }

    /** The company that a request names and its token opens; otherwise the refusal. */
    public sealed interface Door {
        record Open(Organisation company, String call) implements Door {}

        record Shut(Response refusal) implements Door {}
    }

    /** Lets a request in: {@code /qbo/v3/company/{realmId}/{call}}. */
    public Door enter(Request request) {
        String realm = part(request, REALM);
        String token = request.header("authorization").orElse("").replaceFirst("(?i)^Bearer ", "");
        Organisation company = companies.get(realm);
        return switch (authority.check(token, realm)) {
            case UNKNOWN_TOKEN -> unauthenticated("Malformed bearer token: too short or too long");
            case EXPIRED -> unauthenticated("Token expired");
            case NOT_THIS_ORGANISATION -> unauthorised();
            case YES -> company == null ? unauthorised() : new Door.Open(company, part(request, REALM + 1));
        };
    }

    private Door unauthenticated(String detail) {
        return new Door.Shut(envelope.gateway(401, "AuthenticationFailed", "003200", detail, "AUTHENTICATION"));
    }

    private Door unauthorised() {
        return new Door.Shut(envelope.gateway(403, "ApplicationAuthorizationFailed", "003100", null, "SERVICE"));
    }

    private static String part(Request request, int place) {
        String[] parts = request.path().split("/", -1);
        return parts.length > place ? parts[place] : "";
    }

    /** How many questions travel in a call: items of a batch, lists of a change call. */
    public static int questions(String call, Request request) {
        return switch (call) {
            case "batch" -> Batch.size(request.body());
            case "cdc" -> request.parameter("entities").orElse("").split(",", -1).length;
            default -> 1;
        };
    }

    /** Answers a call. */
    public Response answer(Organisation company, String call, Request request) {
        StringBuilder out = new StringBuilder(64 * 1024).append('{');
        synchronized (company) {
            try {
                return switch (call) {
                    case "query" -> envelope.answer(out, listing.query(company, queried(request), MOST_OBJECTS, out));
                    case "batch" -> envelope.answer(out, batch.answer(company, request.body(), out));
                    case "cdc" ->
                        envelope.answer(
                                out,
                                changes.changes(
                                        company,
                                        request.parameter("entities").orElse(""),
                                        request.parameter("changedSince").orElse(""),
                                        MOST_OBJECTS,
                                        out));
                    case "reports" -> report(company, request);
                    default -> one(company, call, request, out);
                };
            } catch (Envelope.Refused refused) {
                return envelope.refusal(refused);
            }
        }
    }

    private static String queried(Request request) {
        return request.method().equals("POST")
                ? request.text()
                : request.parameter("query").orElse("");
    }

    private Response report(Organisation company, Request request) throws Envelope.Refused {
        String name = part(request, REALM + 2);
        if (!name.equals("TrialBalance")) {
            throw Envelope.Refused.unsupported("Operation report " + name + " is not supported.");
        }
        return Response.json(
                        200,
                        new TrialBalanceReport(company, request, clock.instant())
                                .json()
                                .toString())
                .withRows(1);
    }

    private Response one(Organisation company, String call, Request request, StringBuilder out)
            throws Envelope.Refused {
        Entities entity = Entities.named(call)
                .filter(named -> request.method().equals("GET"))
                .orElseThrow(() -> Envelope.Refused.unsupported("Operation " + call + " is not supported."));
        boolean single = entity == Entities.COMPANY_INFO || entity == Entities.PREFERENCES;
        Listing.one(company, entity, single ? "1" : part(request, REALM + 2), out);
        return envelope.answer(out, 1);
    }
}
