package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.http.Response;
import io.ledgersync.sandbox.quota.Meter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What a call is told of the limits: that it exceeds one, or what is left of them. */
final class Limits {
    static final String THROTTLED_XML =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><IntuitResponse time=\"%s\" xmlns=\"http://schema.intuit.com/finance/v3\"><Fault type=\"SERVICE\"><Error code=\"3001\"><Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message><Detail>The request limit was reached.  Try again later</Detail></Error></Fault></IntuitResponse>";
    private static final String THROTTLED_JSON =
            "{\"Fault\":{\"Error\":[{\"Message\":\"message=ThrottleExceeded; errorCode=003001; statusCode=429\",\"Detail\":\"The request limit was reached.  Try again later\",\"code\":\"3001\",\"element\":\"\"}],\"type\":\"SERVICE\"},\"time\":\"%s\"}";
    private static final String RETRY_AFTER = "Retry-After";

    private final Readings readings;
    private final Clock clock;

    Limits(Readings readings, Clock clock) {
        this.readings = readings;
        this.clock = clock;
    }

    /** A call is refused for its number. */
    Response refusal(Arrival arrival) {
        return arrival.isXero() ? xero(arrival.verdict(), arrival.app()) : qbo();
    }

    private Response qbo() {
        String now = Formats.qboMillis(clock.instant());
        Response refusal = readings.qbo.refusals().json()
                ? Response.json(429, THROTTLED_JSON.formatted(now))
                : Response.of(429, "application/xml", THROTTLED_XML.formatted(now));
        return readings.qbo.refusals().retryAfter() ? refusal.with(RETRY_AFTER, "60") : refusal;
    }

    /** A wait is promised for the minute and the day only. */
    private Response xero(Meter.Verdict own, Meter.@Nullable Verdict app) {
        String problem = own.problem();
        if (problem == null) {
            return app(app);
        }
        Response refusal = Response.empty(429).with("X-Rate-Limit-Problem", problem);
        if (problem.equals("concurrent")) {
            return readings.xero.everyRetryAfter() ? refusal.with(RETRY_AFTER, "1") : refusal;
        }
        return refusal.with(RETRY_AFTER, Long.toString(own.retryAfterSeconds()));
    }

    /** The app's minute is used up. */
    Response app(Meter.@Nullable Verdict app) {
        Response refusal = Response.empty(429).with("X-Rate-Limit-Problem", readings.xero.appProblem());
        return app != null && readings.xero.everyRetryAfter()
                ? refusal.with(RETRY_AFTER, Long.toString(app.retryAfterSeconds()))
                : refusal;
    }

    /** An answer of Xero with what is left, but for what it says of that itself. */
    static Response told(Response answer, Meter.Verdict own, Meter.@Nullable Verdict app) {
        Response told = told(answer, "X-MinLimit-Remaining", own.minuteRemaining());
        return told(told(told, "X-DayLimit-Remaining", own.dayRemaining()), app);
    }

    /** What is left of the app's minute, where nothing is known of an organisation. */
    static Response told(Response answer, Meter.@Nullable Verdict app) {
        return app == null ? answer : told(answer, "X-AppMinLimit-Remaining", app.minuteRemaining());
    }

    private static Response told(Response answer, String header, int left) {
        return left == Integer.MAX_VALUE ? answer : answer.withDefault(header, Integer.toString(left));
    }
}
