package io.ledgersync.sandbox;

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

/** Every request comes in here: consent and tokens at once, API calls past the meter, the books, latency and faults. */
final class Front {
    /** What is sent, when, and how much of it. */
    record Delivery(Response response, Duration delay, int cutAfter) {
        static Delivery atOnce(Response response) {
            return new Delivery(response, Duration.ZERO, -1);
        }
    }

    private static final String THROTTLED_XML =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><IntuitResponse time=\"%s\" xmlns=\"http://schema.intuit.com/finance/v3\"><Fault type=\"SERVICE\"><Error code=\"3001\"><Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message><Detail>The request limit was reached.  Try again later</Detail></Error></Fault></IntuitResponse>";
    private static final int APP_MINUTE = 10_000;

    private final Map<String, Tenant> tenants;
    private final ConsentPages xeroConsent;
    private final ConsentPages qboConsent;
    private final XeroApi xero;
    private final QboApi qbo;
    private final Authority authority;
    private final Consumer<Call> log;
    private final Clock clock;

    Front(
            Map<String, Tenant> tenants,
            ConsentPages xeroConsent,
            ConsentPages qboConsent,
            XeroApi xero,
            QboApi qbo,
            Authority authority,
            Consumer<Call> log,
            Clock clock) {
        this.tenants = tenants;
        this.xeroConsent = xeroConsent;
        this.qboConsent = qboConsent;
        this.xero = xero;
        this.qbo = qbo;
        this.authority = authority;
        this.log = log;
        this.clock = clock;
    }

    Delivery answer(Request request, String target) {
        String path = request.path();
        if (path.startsWith("/xero/api.xro/2.0/")) {
            return api(request, target, "XERO");
        }
        if (path.startsWith("/qbo/v3/company/")) {
            return api(request, target, "QBO");
        }
        if (path.startsWith("/xero/connections/") && request.method().equals("DELETE")) {
            return Delivery.atOnce(xero.disconnect(request));
        }
        return Delivery.atOnce(
                switch (path) {
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

    private Delivery api(Request request, String target, String provider) {
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
            return Delivery.atOnce(Response.empty(404));
        }
        return metered(tenant, request, target, call);
    }

    private Delivery refused(Request request, String target, String provider, String organisationId, Response refusal) {
        log.accept(new Call(clock.instant(), provider, organisationId, request.method(), target, refusal.status(), 0));
        return Delivery.atOnce(refusal);
    }

    private Delivery metered(Tenant tenant, Request request, String target, String call) {
        boolean isXero = tenant.books.provider().equals("XERO");
        Instant now = clock.instant();
        Optional<FaultRule> fault = tenant.strike(target);
        Response answer = isXero ? xero.answer(tenant.books, request) : qbo.answer(tenant.books, call, request);
        Duration takes = tenant.latency
                .of(answer.rows())
                .plus(fault.map(FaultRule::delay).orElse(Duration.ZERO));
        Meter.Verdict verdict = tenant.meter.arrive(call.equals("batch"), now, now.plus(takes));
        tenant.calls.incrementAndGet();
        if (verdict.refused()) {
            answer = throttled(isXero, verdict);
        } else if (fault.isPresent() && fault.get().status() != 0) {
            answer = struck(answer, fault.get());
        }
        if (isXero) {
            answer = limits(answer, verdict);
        } else {
            answer = answer.with("intuit_tid", "1-" + Long.toHexString(now.toEpochMilli()));
        }
        log.accept(new Call(
                now,
                tenant.books.provider(),
                tenant.books.id(),
                request.method(),
                target,
                answer.status(),
                answer.rows()));
        tenant.books.called();
        int cutAfter = fault.map(FaultRule::cutAfter).orElse(-1);
        return new Delivery(
                cutAfter >= 0 ? answer : answer.packedFor(request),
                verdict.refused() ? Duration.ZERO : takes,
                cutAfter);
    }

    private static Response struck(Response answer, FaultRule fault) {
        Response struck = Response.of(fault.status(), "text/plain", fault.body() == null ? "" : fault.body());
        for (Map.Entry<String, String> header : fault.headers().entrySet()) {
            struck = struck.with(header.getKey(), header.getValue());
        }
        return fault.status() == 200 ? new Response(200, answer.headers(), struck.body(), 0) : struck;
    }

    private Response throttled(boolean isXero, Meter.Verdict verdict) {
        if (!isXero) {
            return Response.of(429, "application/xml", THROTTLED_XML.formatted(clock.instant()));
        }
        Response refusal = Response.empty(429).with("X-Rate-Limit-Problem", String.valueOf(verdict.problem()));
        return "concurrent".equals(verdict.problem())
                ? refusal
                : refusal.with("Retry-After", Long.toString(verdict.retryAfterSeconds()));
    }

    private static Response limits(Response answer, Meter.Verdict verdict) {
        Response told = answer.with("X-AppMinLimit-Remaining", Integer.toString(APP_MINUTE - 1))
                .with("xero-correlation-id", "sandbox");
        if (verdict.minuteRemaining() != Integer.MAX_VALUE) {
            told = told.with("X-MinLimit-Remaining", Integer.toString(verdict.minuteRemaining()));
        }
        return verdict.dayRemaining() == Integer.MAX_VALUE
                ? told
                : told.with("X-DayLimit-Remaining", Integer.toString(verdict.dayRemaining()));
    }
}
