package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Ties;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.oauth.Authority;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The Accounting API: who may come in, and which list answers. */
public final class XeroApi {
    private static final String BASE = "/xero/api.xro/2.0/";
    private static final int LONGEST_ADDRESS = 2_100;
    /** Lists whose records have no address of their own. */
    private static final Set<String> WITHOUT_ADDRESSES = Set.of("Organisation", "Currencies");

    private final Map<String, Organisation> organisations;
    private final Authority authority;
    private final Connections connections;
    private final Envelope envelope;
    private final Supplier<XeroReadings> readings;
    private final AtomicLong questions = new AtomicLong();
    private final Clock clock;

    /** @param readings how what is unconfirmed is read at the moment */
    public XeroApi(
            Map<String, Organisation> organisations,
            Authority authority,
            Supplier<XeroReadings> readings,
            Clock clock) {
        this.organisations = organisations;
        this.authority = authority;
        this.connections = new Connections(organisations, authority);
        this.envelope = new Envelope(clock);
        this.readings = readings;
        this.clock = clock;
    }

    /** The organisation that a request names and its token opens; otherwise the refusal. */
    public sealed interface Door {
        record Open(Organisation organisation) implements Door {}

        /** @param appKnown whether the token says which app calls, so that the call counts for it */
        record Shut(Response refusal, boolean appKnown) implements Door {}
    }

    static String token(Request request) {
        return request.header("authorization").orElse("").replaceFirst("(?i)^Bearer ", "");
    }

    /** Lets a request in. */
    public Door enter(Request request) {
        String tenant = request.header("xero-tenant-id").orElse("");
        Organisation organisation = organisations.get(tenant);
        return switch (authority.check(token(request), tenant)) {
            case UNKNOWN_TOKEN -> unauthenticated("AuthenticationUnsuccessful");
            case EXPIRED -> unauthenticated("TokenExpired: token expired at 04/29/2020 09:22:02");
            case NOT_THIS_ORGANISATION -> forbidden();
            case YES -> organisation == null ? forbidden() : permitted(organisation, request);
        };
    }

    private static Door unauthenticated(String detail) {
        return new Door.Shut(
                Envelope.gateway(401, "Unauthorized", detail).with("WWW-Authenticate", "Bearer error=invalid_token"),
                false);
    }

    private static Door forbidden() {
        return new Door.Shut(Envelope.gateway(403, "Forbidden", "AuthenticationUnsuccessful"), true);
    }

    private Door permitted(Organisation organisation, Request request) {
        return Scopes.allow(authority.scopes(token(request)), call(request))
                ? new Door.Open(organisation)
                // Xero's own spelling.
                : new Door.Shut(
                        Envelope.gateway(401, "Unauthorized", "AuthorizationUnsuccessful")
                                .with("WWW-Authenticate", "insufficent_scope"),
                        true);
    }

    private static String call(Request request) {
        return request.path().substring(Math.min(request.path().length(), BASE.length()));
    }

    /** Answers a call; an address that is too long is no address of anything. */
    public Response answer(Organisation organisation, Request request, String address) {
        if (address.length() > LONGEST_ADDRESS) {
            return Envelope.notFound();
        }
        String call = call(request);
        synchronized (organisation) {
            try {
                return answer(organisation, call, request);
            } catch (Where.Unreadable unreadable) {
                return Envelope.unreadable(String.valueOf(unreadable.getMessage()));
            }
        }
    }

    private Response answer(Organisation organisation, String call, Request request) {
        if (call.equals("Reports/TrialBalance")) {
            return report(organisation, request);
        }
        int slash = call.indexOf('/');
        String list = slash < 0 ? call : call.substring(0, slash);
        String one = slash < 0 ? "" : call.substring(slash + 1);
        if (!one.isEmpty() && WITHOUT_ADDRESSES.contains(list)) {
            return Envelope.notFound();
        }
        if (list.equals("Organisation")) {
            return envelope.rows(
                    "Organisations",
                    List.of(String.valueOf(organisation.shelf(list).find(organisation.id()))));
        }
        if (list.equals("Journals")) {
            JournalList journals = new JournalList(envelope, organisation);
            return one.isEmpty() ? journals.after(request, readings.get()) : journals.one(one);
        }
        ListSpec spec = ListSpecs.of(list);
        if (spec == null) {
            return Envelope.notFound();
        }
        XeroReadings now = readings.get();
        Ties ties = new Ties(organisation.id().hashCode() + (now.stableTies() ? 0 : questions.incrementAndGet()));
        ListAnswer answer = new ListAnswer(envelope, spec, organisation, request, now, ties);
        return one.isEmpty() ? answer.answer() : answer.one(one);
    }

    private Response report(Organisation organisation, Request request) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            LocalDate date = request.parameter("date").map(LocalDate::parse).orElse(today);
            return envelope.rows(
                    "Reports",
                    List.of(new TrialBalanceReport(organisation, date, clock.instant())
                            .report()
                            .toString()));
        } catch (DateTimeParseException notADay) {
            throw new Where.Unreadable("date is not a date");
        }
    }

    /** GET /connections. */
    public Response connections(Request request) {
        return connections.list(request);
    }

    /** DELETE /connections/{id}. */
    public Response disconnect(Request request) {
        return connections.end(request);
    }
}
