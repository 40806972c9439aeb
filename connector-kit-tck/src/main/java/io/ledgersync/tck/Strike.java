package io.ledgersync.tck;

import io.ledgersync.sandbox.Define;
import io.ledgersync.sandbox.FaultRule;
import java.time.Duration;
import java.util.Random;

/**
 * One thing that goes wrong at a provider.
 *
 * @param name what it is called in the story
 * @param brokenAnswers how many answers it breaks that are right by their status, or delays
 */
public record Strike(String name, int brokenAnswers, Blow blow) {
    private static final String XML =
            "<?xml version=\"1.0\"?><IntuitResponse><Fault type=\"SystemFault\"/></IntuitResponse>";
    private static final int KINDS = 12;

    /** What it does. */
    public interface Blow {
        void fall(Define define, String organisation, String provider);
    }

    /** A call goes wrong in the provider's own way. */
    public static Strike of(String name, FaultRule rule) {
        boolean rightByStatus = rule.status() == 0 || rule.status() == 200;
        return new Strike(
                name,
                rightByStatus ? rule.times() : 0,
                (define, organisation, provider) -> define.fault(organisation, rule));
    }

    /** Something that goes wrong at every provider and passes. */
    static Strike any(Random random) {
        int times = 1 + random.nextInt(3);
        return switch (random.nextInt(KINDS)) {
            case 0 -> of("unavailable", FaultRule.status("/", times, 503, "The API is temporarily unavailable"));
            case 1 -> of("html", FaultRule.status("/", times, 500, "<html>oops</html>"));
            case 2 -> of("xml", FaultRule.status("/", times, 500, XML));
            case 3 -> of("empty", FaultRule.status("/", times, 500, ""));
            case 4 -> of("502", FaultRule.status("/", 1, 502, ""));
            case 5 -> of("504", FaultRule.status("/", 1, 504, ""));
            // Within a call's time-out: what a provider goes on with behind it, nobody can count.
            case 6 -> of("slow", FaultRule.slow("/", 1, Duration.ofSeconds(10 + random.nextInt(30))));
            case 7 -> of("cut", FaultRule.cut("/", times, 200 + random.nextInt(5_000)));
            case 8 -> of("torn", FaultRule.torn("/", times));
            case 9 -> of("throttled", throttled(1 + random.nextInt(15)));
            case 10 ->
                new Strike("expired", 0, (define, organisation, provider) -> define.expireAccessTokens(provider));
            default ->
                new Strike("refreshes failed", 0, (define, organisation, provider) -> define.failRefreshes(times)
                        .expireAccessTokens(provider));
        };
    }

    /** Somebody else has used the organisation's minute up. */
    private static FaultRule throttled(int seconds) {
        return FaultRule.status("/", 1, 429, "").with("Retry-After", Integer.toString(seconds));
    }

    /** A call takes a minute: longer than its place counts by, not longer than its caller waits. */
    static Strike ofAMinute() {
        return of("a minute", FaultRule.slow("/", 1, Duration.ofMinutes(1)));
    }
}
