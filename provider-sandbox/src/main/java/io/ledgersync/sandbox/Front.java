package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.oauth.Authority;
import io.ledgersync.sandbox.oauth.ConsentPages;
import io.ledgersync.sandbox.qbo.QboApi;
import io.ledgersync.sandbox.quota.Meter;
import io.ledgersync.sandbox.xero.XeroApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Every request comes in here: consent and tokens at once, API calls past the meter, the books, latency and faults. */
final class Front {
    /** What is sent, when, and how much of it. */
    record Delivery(Response response, Duration delay, int cutAfter) {
        static Delivery atOnce(Response response) {
            return new Delivery(response, Duration.ZERO, -1);
        }
    }

    /**
     * A request that was counted and judged.
     *
     * @param answer makes the answer; may take its time
     * @param over to be told when the answer is sent, or when it was made and nobody takes it
     */
    record Arrived(Supplier<Delivery> answer, Runnable over) {
        static Arrived uncounted(Supplier<Response> answer) {
            return new Arrived(() -> Delivery.atOnce(answer.get()), () -> {});
        }
    }

    private static final String THROTTLED_XML =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><IntuitResponse time=\"%s\" xmlns=\"http://schema.intuit.com/finance/v3\"><Fault type=\"SERVICE\"><Error code=\"3001\"><Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message><Detail>The request limit was reached.  Try again later</Detail></Error></Fault></IntuitResponse>";

    private final Map<String, Tenant> tenants;
    private final Meter xeroApp;
    private final ConsentPages xeroConsent;
    private final ConsentPages qboConsent;
    private final XeroApi xero;
    private final QboApi qbo;
    private final Authority authority;
    private final Consumer<Call> log;
    private final Clock clock;

    Front(
            Map<String, Tenant> tenants,
            Meter xeroApp,
            ConsentPages xeroConsent,
            ConsentPages qboConsent,
            XeroApi xero,
            QboApi qbo,
            Authority authority,
            Consumer<Call> log,
            Clock clock) {
        this.tenants = tenants;
        this.xeroApp = xeroApp;
        this.xeroConsent = xeroConsent;
        this.qboConsent = qboConsent;
        this.xero = xero;
        this.qbo = qbo;
        this.authority = authority;
        this.log = log;
        this.clock = clock;
    }

    /** A request has arrived: it is counted and judged at once, on the caller's thread. */
    Arrived arrive(Request request, String target) {
        String path = request.path();
        if (path.startsWith("/xero/api.xro/2.0/")) {
            return api(request, target, "XERO");
        }
        if (path.startsWith("/qbo/v3/company/")) {
            return api(request, target, "QBO");
        }
        if (path.startsWith("/xero/connections/") && request.method().equals("DELETE")) {
            return Arrived.uncounted(() -> xero.disconnect(request));
        }
        return Arrived.uncounted(() -> switch (path) {
            case "/xero/identity/connect/authorize" -> xeroConsent.authorize(request);
            case "/xero/consent" -> xeroConsent.consent(request);
            case "/xero/connect/token" -> xeroConsent.token(request);
            case "/xero/connect/revocation" -> xeroConsent.revoke(request);
            case "/xero/connections" -> xero.connections(request);
            case "/xero/jwks" -> Response.json(200, authority.jwks());
            case "/qbo/connect/oauth2" -> qboConsent.authorize(request);
            case "/qbo/consent" -> qboConsent.consent(request);
            case "/qbo/oauth2/v1/tokens/bearer" -> qboConsent.token(request);
            case "/qbo/v2/oauth2/tokens/revoke" -> qboConsent.revoke(request);
            default -> Response.of(404, "text/plain", "The sandbox has no " + path);
        });
    }

    private Arrived api(Request request, String target, String provider) {
        String organisationId;
        String call;
        if (provider.equals("XERO")) {
            XeroApi.Door door = xero.enter(request);
            if (door instanceof XeroApi.Door.Shut shut) {
                return refused(
                        request,
                        target,
                        provider,
                        request.header("xero-tenant-id").orElse(""),
                        shut.refusal());
            }
            organisationId = ((XeroApi.Door.Open) door).organisation().id();
            call = "";
        } else {
            QboApi.Door door = qbo.enter(request);
            if (door instanceof QboApi.Door.Shut shut) {
                return refused(request, target, provider, "", shut.refusal());
            }
            organisationId = ((QboApi.Door.Open) door).company().id();
            call = ((QboApi.Door.Open) door).call();
        }
        Tenant tenant = tenants.get(organisationId);
        if (tenant == null) {
            return Arrived.uncounted(() -> Response.empty(404));
        }
        Instant now = clock.instant();
        Meter.@Nullable Verdict app = provider.equals("XERO") ? xeroApp.arrive(false, now) : null;
        if (app != null) {
            // The app has no limit of calls at a time: nobody waits for the end of this one.
            app.stay().answered();
        }
        Meter.Verdict verdict = tenant.meter.arrive(call.equals("batch"), now);
        tenant.calls.incrementAndGet();
        Arrival arrival = new Arrival(tenant, request, target, call, now, verdict, app);
        return new Arrived(() -> answer(arrival), verdict.stay()::answered);
    }

    /** A call that was counted. */
    private record Arrival(
            Tenant tenant,
            Request request,
            String target,
            String call,
            Instant at,
            Meter.Verdict verdict,
            Meter.@Nullable Verdict app) {

        /** The limit that it exceeds; null when none. */
        @Nullable
        String problem() {
            return verdict.refused() ? verdict.problem() : app != null && app.refused() ? "appminute" : null;
        }
    }

    private Arrived refused(Request request, String target, String provider, String organisationId, Response refusal) {
        log.accept(new Call(clock.instant(), provider, organisationId, request.method(), target, refusal.status(), 0));
        return Arrived.uncounted(() -> refusal);
    }

    private Delivery answer(Arrival arrival) {
        Tenant tenant = arrival.tenant();
        boolean isXero = tenant.books.provider().equals("XERO");
        boolean throttled = arrival.problem() != null;
        // A call that is refused for its number never gets as far as what else would go wrong with it.
        Optional<FaultRule> fault = throttled ? Optional.empty() : tenant.strike(arrival.target());
        Response answer = throttled ? throttled(isXero, arrival) : asked(arrival, isXero);
        Duration takes = throttled
                ? Duration.ZERO
                : tenant.latency
                        .of(answer.rows())
                        .plus(fault.map(FaultRule::delay).orElse(Duration.ZERO));
        arrival.verdict().stay().lastsUntil(arrival.at().plus(takes));
        if (fault.isPresent() && fault.get().status() != 0) {
            answer = struck(answer, fault.get());
        }
        UnaryOperator<JsonNode> spoiling = fault.map(FaultRule::spoiling).orElse(null);
        if (spoiling != null && answer.status() == 200) {
            answer = spoilt(answer, spoiling);
        }
        answer = isXero
                ? limits(answer, arrival)
                : answer.with("intuit_tid", "1-" + Long.toHexString(arrival.at().toEpochMilli()));
        log.accept(new Call(
                arrival.at(),
                tenant.books.provider(),
                tenant.books.id(),
                arrival.request().method(),
                arrival.target(),
                answer.status(),
                answer.rows()));
        tenant.books.called();
        int cutAfter = fault.map(FaultRule::cutAfter).orElse(-1);
        return new Delivery(cutAfter >= 0 ? answer : answer.packedFor(arrival.request()), takes, cutAfter);
    }

    private Response asked(Arrival arrival, boolean isXero) {
        return isXero
                ? xero.answer(arrival.tenant().books, arrival.request())
                : qbo.answer(arrival.tenant().books, arrival.call(), arrival.request());
    }

    private static Response struck(Response answer, FaultRule fault) {
        Response struck = Response.of(fault.status(), "text/plain", fault.body() == null ? "" : fault.body());
        for (Map.Entry<String, String> header : fault.headers().entrySet()) {
            struck = struck.with(header.getKey(), header.getValue());
        }
        return fault.status() == 200 ? new Response(200, answer.headers(), struck.body(), 0) : struck;
    }

    private static Response spoilt(Response answer, UnaryOperator<JsonNode> spoiling) {
        byte[] body = Shelf.JSON.writeValueAsBytes(spoiling.apply(Shelf.JSON.readTree(answer.body())));
        return new Response(answer.status(), answer.headers(), body, answer.rows());
    }

    private Response throttled(boolean isXero, Arrival arrival) {
        if (!isXero) {
            return Response.of(429, "application/xml", THROTTLED_XML.formatted(clock.instant()));
        }
        String problem = String.valueOf(arrival.problem());
        Response refusal = Response.empty(429).with("X-Rate-Limit-Problem", problem);
        // A wait is promised for the minute and the day only.
        return problem.equals("minute") || problem.equals("day")
                ? refusal.with("Retry-After", Long.toString(arrival.verdict().retryAfterSeconds()))
                : refusal;
    }

    private static Response limits(Response answer, Arrival arrival) {
        Meter.Verdict verdict = arrival.verdict();
        Meter.@Nullable Verdict app = arrival.app();
        Response told = answer.with("xero-correlation-id", "sandbox");
        if (app != null && app.minuteRemaining() != Integer.MAX_VALUE) {
            told = told.with("X-AppMinLimit-Remaining", Integer.toString(app.minuteRemaining()));
        }
        if (verdict.minuteRemaining() != Integer.MAX_VALUE) {
            told = told.with("X-MinLimit-Remaining", Integer.toString(verdict.minuteRemaining()));
        }
        return verdict.dayRemaining() == Integer.MAX_VALUE
                ? told
                : told.with("X-DayLimit-Remaining", Integer.toString(verdict.dayRemaining()));
    }
}
