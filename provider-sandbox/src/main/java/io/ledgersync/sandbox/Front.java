package io.ledgersync.sandbox;

import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.oauth.Authority;
import io.ledgersync.sandbox.oauth.ConsentPages;
import io.ledgersync.sandbox.qbo.QboApi;
import io.ledgersync.sandbox.quota.Counted;
import io.ledgersync.sandbox.quota.Meter;
import io.ledgersync.sandbox.xero.XeroApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every request comes in here: consent and tokens at once, API calls past the meter, the books, latency and faults. */
final class Front {
    /** What is sent, when, and how much of it. */
    record Delivery(Response response, Duration delay, FaultRule.Breaking breaking) {
        static Delivery atOnce(Response response) {
            return new Delivery(response, Duration.ZERO, FaultRule.Breaking.NOT);
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

    private final Map<String, Tenant> tenants;
    private final AppMeters apps;
    private final ConsentPages xeroConsent;
    private final ConsentPages qboConsent;
    private final XeroApi xero;
    private final QboApi qbo;
    private final Authority authority;
    private final Consumer<Call> log;
    private final Readings readings;
    private final Limits limits;
    private final Clock clock;

    Front(
            Map<String, Tenant> tenants,
            AppMeters apps,
            ConsentPages xeroConsent,
            ConsentPages qboConsent,
            XeroApi xero,
            QboApi qbo,
            Authority authority,
            Consumer<Call> log,
            Readings readings,
            Clock clock) {
        this.tenants = tenants;
        this.apps = apps;
        this.xeroConsent = xeroConsent;
        this.qboConsent = qboConsent;
        this.xero = xero;
        this.qbo = qbo;
        this.authority = authority;
        this.log = log;
        this.readings = readings;
        this.limits = new Limits(readings, clock);
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
            return Arrived.uncounted(() -> known(xero.disconnect(request)));
        }
        return Arrived.uncounted(() -> switch (path) {
            case "/xero/identity/connect/authorize" -> xeroConsent.authorize(request);
            case "/xero/consent" -> xeroConsent.consent(request);
            case "/xero/connect/token" -> xeroConsent.token(request);
            case "/xero/connect/revocation" -> xeroConsent.revoke(request);
            case "/xero/connections" -> known(xero.connections(request));
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
        String call = "";
        if (provider.equals("XERO")) {
            XeroApi.Door door = xero.enter(request);
            if (door instanceof XeroApi.Door.Shut shut) {
                String tenant = request.header("xero-tenant-id").orElse("");
                return refused(request, target, provider, tenant, known(counted(shut)));
            }
            organisationId = ((XeroApi.Door.Open) door).organisation().id();
        } else {
            QboApi.Door door = qbo.enter(request);
            if (door instanceof QboApi.Door.Shut shut) {
                return refused(request, target, provider, "", traced(shut.refusal(), clock.instant()));
            }
            organisationId = ((QboApi.Door.Open) door).company().id();
            call = ((QboApi.Door.Open) door).call();
        }
        Tenant tenant = tenants.get(organisationId);
        if (tenant == null) {
            return Arrived.uncounted(() -> Response.empty(404));
        }
        Arrival arrival = arrival(tenant, request, target, call);
        tenant.calls.incrementAndGet();
        return new Arrived(() -> answer(arrival), arrival.verdict().stay()::answered);
    }

    private Arrival arrival(Tenant tenant, Request request, String target, String call) {
        Instant now = clock.instant();
        boolean isXero = tenant.books.provider().equals("XERO");
        boolean batch = call.equals("batch");
        int calls = batch && readings.qbo.counting().itemsInMinute() ? QboApi.questions(call, request) : 1;
        Counted counted = new Counted(
                batch,
                calls,
                isXero ? readings.xero.refusedCount() : readings.qbo.refusals().count());
        return new Arrival(
                tenant,
                request,
                target,
                call,
                now,
                counted,
                tenant.meter.arrive(counted, now),
                isXero ? ofTheApp(now) : null,
                !isXero && apps.qboMonth().blocks(now));
    }

    private Meter.Verdict ofTheApp(Instant now) {
        Meter.Verdict app = apps.xero().arrive(new Counted(false, 1, readings.xero.refusedCount()), now);
        // The app has no limit of calls at a time: nobody waits for the end of this one.
        app.stay().answered();
        return app;
    }

    /** A call whose app is known counts in the app's minute, wherever it is not let in. */
    private Response counted(XeroApi.Door.Shut shut) {
        if (!shut.appKnown()) {
            return shut.refusal();
        }
        Meter.Verdict app = ofTheApp(clock.instant());
        return Limits.told(app.refused() ? limits.app(app) : shut.refusal(), app);
    }

    private static Response known(Response answer) {
        return answer.withDefault("xero-correlation-id", UUID.randomUUID().toString());
    }

    private static Response traced(Response answer, Instant at) {
        return answer.withDefault("intuit_tid", "1-" + Long.toHexString(at.toEpochMilli()));
    }

    private Arrived refused(Request request, String target, String provider, String organisationId, Response refusal) {
        log.accept(new Call(clock.instant(), provider, organisationId, request.method(), target, refusal.status(), 0));
        return Arrived.uncounted(() -> refusal);
    }

    private Delivery answer(Arrival arrival) {
        Tenant tenant = arrival.tenant();
        boolean throttled = arrival.throttled();
        // A call that is refused for its number never gets as far as what else would go wrong with it.
        FaultRule fault = throttled
                ? null
                : tenant.strike(arrival.target(), arrival.request().text()).orElse(null);
        Response answer = throttled ? limits.refusal(arrival) : asked(arrival);
        Duration takes =
                throttled ? Duration.ZERO : tenant.latency.of(answer.rows()).plus(delay(fault));
        arrival.verdict().stay().lastsUntil(arrival.at().plus(takes));
        answer = Struck.by(fault, answer);
        answer = arrival.isXero()
                ? known(Limits.told(answer, arrival.verdict(), arrival.app()))
                : traced(answer, arrival.at());
        if (!arrival.isXero() && answer.status() == 200) {
            apps.qboMonth().read(metered(arrival), arrival.at());
        }
        log.accept(new Call(
                arrival.at(),
                tenant.books.provider(),
                tenant.books.id(),
                arrival.request().method(),
                arrival.target(),
                answer.status(),
                answer.rows()));
        tenant.books.called();
        boolean packs = arrival.isXero() ? readings.xero.gzip() : readings.qbo.gzip();
        return new Delivery(
                packs ? answer.packedFor(arrival.request()) : answer,
                takes,
                fault == null ? FaultRule.Breaking.NOT : fault.breaking());
    }

    private int metered(Arrival arrival) {
        return readings.qbo.counting().questionsInMonth() ? QboApi.questions(arrival.call(), arrival.request()) : 1;
    }

    private static Duration delay(@Nullable FaultRule fault) {
        return fault == null ? Duration.ZERO : fault.delay();
    }

    private Response asked(Arrival arrival) {
        return arrival.isXero()
                ? xero.answer(arrival.tenant().books, arrival.request(), arrival.target())
                : qbo.answer(arrival.tenant().books, arrival.call(), arrival.request());
    }
}
