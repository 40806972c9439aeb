package io.ledgersync.kit.quota;

import io.ledgersync.kit.Provider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Permits of the app's own minute, asked of the link service, which counts them for all replicas.
 *
 * <p>It asks in the background, at most twenty times a second, for as many calls as are ready to go; a permit is used
 * within half a second or given back. While the link service is away, calls wait. Thread-safe.
 */
public final class AppPermits implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AppPermits.class);
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(50);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long DEFAULT_VALIDITY = 500;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI address;
    private final String authorization;
    private final String holder;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Deque<Instant> priorityPermits = new ArrayDeque<>();
    private final Deque<Instant> normalPermits = new ArrayDeque<>();
    private Runnable ready = () -> {};
    private int wantedPriority;
    private int wantedNormal;
    private int givenBack;
    private @Nullable Report lowest;
    private boolean asking;
    /** The timer has been told to ask before its time. */
    private boolean called;

    /** It is asked again so long after that moment. */
    private Instant rests = Instant.EPOCH;

    private Duration rest = Duration.ZERO;

    /** What a header said is left when the call was counted that brought it: not before it was sent. */
    private record Report(int remaining, Instant sentAt) {
        Report orLower(@Nullable Report other) {
            return other != null && other.remaining < remaining ? other : this;
        }
    }

    /** @param holder names this replica to the link service */
    public AppPermits(
            HttpClient http, URI linkService, String internalToken, Provider provider, String holder, Clock clock) {
        this.http = http;
        this.address = URI.create(linkService + "/internal/permits/" + provider.key());
        this.authorization = "Bearer " + internalToken;
        this.holder = holder;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "app-permits");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(
                this::askWhenNeeded, BETWEEN_REQUESTS.toMillis(), BETWEEN_REQUESTS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes a permit for a call that is made at once; false when none is there. */
    public synchronized boolean use(boolean priority) {
        dropExpired();
        return (priority && priorityPermits.pollFirst() != null) || normalPermits.pollFirst() != null;
    }

    /** How many calls are ready to go but for a permit: they are asked for at once, unless others just were. */
    public synchronized void want(int priority, int normal) {
        wantedPriority = priority;
        wantedNormal = normal;
        if (!called
                && mayAsk(clock.instant())
                && lacking(wantedPriority, priorityPermits) + lacking(wantedNormal, normalPermits) > 0) {
            called = true;
            timer.execute(this::askWhenNeeded);
        }
    }

    /** A clock that is set back lets it ask early: else nobody would call until the clock has come so far again. */
    private boolean mayAsk(Instant now) {
        return !asking && Duration.between(rests, now).abs().compareTo(rest) >= 0;
    }

    private void rest(Instant since, Duration time) {
        rests = since;
        rest = time;
    }

    private static int lacking(int wanted, Deque<Instant> permits) {
        return Math.max(0, wanted - permits.size());
    }

    /**
     * The provider's header said how much of the app's minute is left.
     *
     * @param sentAt when the call was sent that brought it
     */
    public synchronized void report(int appMinuteRemaining, Instant sentAt) {
        lowest = new Report(Math.max(0, appMinuteRemaining), sentAt).orLower(lowest);
        forgetAnOldReport();
        if (nothingIsLeft()) {
            giveBackAll();
        }
    }

    private void giveBackAll() {
        givenBack += priorityPermits.size() + normalPermits.size();
        priorityPermits.clear();
        normalPermits.clear();
    }

    /** Of a minute ago it says nothing of now. */
    private void forgetAnOldReport() {
        if (lowest != null
                && Duration.between(lowest.sentAt(), clock.instant()).abs().compareTo(Windows.MINUTE) >= 0) {
            lowest = null;
        }
    }

    /** That nothing is left concerns every replica, whether or not this one wants a permit. */
    private boolean nothingIsLeft() {
        return lowest != null && lowest.remaining() == 0;
    }

    /** What to do when permits have come; called on a thread of its own. */
    public synchronized void onReady(Runnable whenReady) {
        ready = whenReady;
    }

    private void dropExpired() {
        Instant now = clock.instant();
        for (Deque<Instant> permits : java.util.List.of(priorityPermits, normalPermits)) {
            while (!permits.isEmpty() && !now.isBefore(permits.getFirst())) {
                permits.removeFirst();
                givenBack++;
            }
        }
    }

    private void askWhenNeeded() {
        Instant askedAt = clock.instant();
        String body;
        @Nullable Report report;
        synchronized (this) {
            called = false;
            dropExpired();
            forgetAnOldReport();
            int priority = lacking(wantedPriority, priorityPermits);
            int normal = lacking(wantedNormal, normalPermits);
            if (!mayAsk(askedAt) || (priority + normal == 0 && givenBack == 0 && !nothingIsLeft())) {
                return;
            }
            asking = true;
            rest(askedAt, BETWEEN_REQUESTS);
            body = question(priority, normal, askedAt);
            givenBack = 0;
            report = lowest;
            lowest = null;
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .whenComplete((answer, failed) -> answered(askedAt, report, answer, failed));
    }

    private String question(int priority, int normal, Instant now) {
        ObjectNode question = JSON.createObjectNode();
        question.put("holder", holder)
                .put("priority", priority)
                .put("normal", normal)
                .put("givenBack", givenBack);
        if (lowest != null) {
            question.put("appMinuteRemaining", lowest.remaining())
                    .put(
                            "appMinuteAgeMillis",
                            Duration.between(lowest.sentAt(), now).toMillis());
        }
        return question.toString();
    }

    private void answered(
            Instant askedAt,
            @Nullable Report report,
            @Nullable HttpResponse<String> answer,
            @Nullable Throwable failed) {
        Runnable tell = null;
        synchronized (this) {
            asking = false;
            JsonNode grant = answer != null && answer.statusCode() == 200 ? json(answer.body()) : null;
            if (grant != null) {
                tell = granted(askedAt, grant) ? ready : null;
            } else {
                rest(clock.instant(), Duration.ofSeconds(1));
                if (report != null) {
                    lowest = report.orLower(lowest);
                }
                LOGGER.atWarn()
                        .addKeyValue("status", answer == null ? "none" : answer.statusCode())
                        .setCause(failed)
                        .log("The link service gives no permits; calls wait");
            }
        }
        if (tell != null) {
            tell.run();
        }
    }

    private static @Nullable JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            // Taken like any other answer that gives no permits, and said as such.
            return null;
        }
    }

    /**
     * They are good from the asking on: the link service may have counted them that early, however late its answer
     * came.
     */
    private boolean granted(Instant askedAt, JsonNode answer) {
        Instant validUntil = askedAt.plusMillis(answer.path("validMillis").asLong(DEFAULT_VALIDITY));
        int priority = answer.path("priority").asInt(0);
        int normal = answer.path("normal").asInt(0);
        for (int i = 0; i < priority; i++) {
            priorityPermits.addLast(validUntil);
        }
        for (int i = 0; i < normal; i++) {
            normalPermits.addLast(validUntil);
        }
        long retry = Math.min(1000, answer.path("retryMillis").asLong(0));
        if (retry > 0) {
            rest(clock.instant(), Duration.ofMillis(retry));
        }
        return priority + normal > 0;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
