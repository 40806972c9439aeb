package io.ledgersync.kit.http;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.HttpCall;
import io.ledgersync.kit.Reply;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends exchanges and brings their answers; never blocks the caller, retries nothing, follows no redirect. Thread-safe.
 */
public final class Courier implements AutoCloseable {
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
    /** A body of which nothing came for so long, though more was asked for, has died on the way. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final HttpClient http;
    private final Clock clock;
    private final Duration silence;
    private final ScheduledThreadPoolExecutor timer;

    public Courier(HttpClient http, Clock clock) {
        this(http, clock, SILENCE);
    }

    /** @param silence how long a body may bring nothing before it is broken off */
    public Courier(HttpClient http, Clock clock, Duration silence) {
        this.http = http;
        this.clock = clock;
        this.silence = silence;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "call-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        // Else every answer would stay in memory until its call's time-out, through the look that was to come.
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A memory for answers, which are read on the threads of the HTTP client. */
    public AnswerMemory memory(long bytes) {
        AnswerMemory memory = new AnswerMemory(bytes, http.executor().orElseGet(ForkJoinPool::commonPool));
        long look = silence.dividedBy(AnswerMemory.SILENT_LOOKS).toMillis();
        timer.scheduleWithFixedDelay(memory::look, look, look, TimeUnit.MILLISECONDS);
        return memory;
    }

    /**
     * A call with its authorisation, ready to be sent.
     *
     * @throws IllegalArgumentException when it cannot be: an address or a token that HTTP does not allow
     */
    public static HttpRequest request(HttpCall call, String accessToken) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri());
        call.headers().forEach(request::setHeader);
        request.setHeader("Accept-Encoding", "gzip");
        authorize(request, accessToken);
        byte[] body = call.body();
        return body == null
                ? request.GET().build()
                : request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    private static void authorize(HttpRequest.Builder request, String accessToken) {
        try {
            request.setHeader("Authorization", "Bearer " + accessToken);
        } catch (IllegalArgumentException namesTheToken) {
            // Neither the message nor the cause may go on: they hold the token.
            throw new IllegalArgumentException("the access token holds a character that HTTP does not allow");
        }
    }

    /**
     * Sends a call.
     *
     * @param organisationId whose answer it is, in the memory's eyes
     * @param timeout for the whole exchange, the time not counted in which its body waited for memory
     * @param done takes what came of it, exactly once, on a thread of the HTTP client
     */
    public Flight send(
            Connector connector,
            String organisationId,
            HttpRequest request,
            AnswerMemory memory,
            Duration timeout,
            Consumer<Delivery> done) {
        Trip trip = new Trip(connector, organisationId, memory, timeout, done);
        trip.start(request);
        return trip;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One exchange under way. */
    private final class Trip implements Flight {
        private final Connector connector;
        private final String organisationId;
        private final AnswerMemory memory;
        private final Duration timeout;
        private final Consumer<Delivery> done;
        private final Instant sentAt = clock.instant();
        private volatile @Nullable Instant began;
        private final AtomicBoolean delivered = new AtomicBoolean();
        private volatile @Nullable AnswerBody body;
        private volatile @Nullable CompletableFuture<HttpResponse<AnswerBody>> response;
        private volatile @Nullable ScheduledFuture<?> look;

        Trip(
                Connector connector,
                String organisationId,
                AnswerMemory memory,
                Duration timeout,
                Consumer<Delivery> done) {
            this.connector = connector;
            this.organisationId = organisationId;
            this.memory = memory;
            this.timeout = timeout;
            this.done = done;
        }

        void start(HttpRequest request) {
            look = timer.schedule(this::lookAtTheClock, timeout.toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture<HttpResponse<AnswerBody>> sent = http.sendAsync(request, head -> {
                began = clock.instant();
                AnswerBody begun = new AnswerBody(
                        connector,
                        memory,
                        organisationId,
                        Decoder.of(head.headers()),
                        head.statusCode() / 100 == 2,
                        clock);
                body = begun;
                if (delivered.get()) {
                    begun.giveUp(new TimeoutException("given up before the answer began"));
                }
                return begun;
            });
            response = sent;
            sent.whenComplete((answer, failed) -> arrived(answer, failed));
        }

        private void arrived(@Nullable HttpResponse<AnswerBody> answer, @Nullable Throwable failed) {
            AnswerBody.Content content = answer == null ? null : answer.body().take();
            if (answer != null && content != null) {
                Reply reply = new Reply(
                        answer.statusCode(),
                        lowerCase(answer.headers()),
                        content.envelope(),
                        content.rows(),
                        content.text(),
                        sentAt,
                        Duration.between(sentAt, clock.instant()));
                Instant head = began;
                if (!deliver(new Delivery.Replied(reply, content.weight(), head == null ? sentAt : head))) {
                    memory.release(content.weight());
                }
            } else {
                AnswerBody unheard = body;
                if (unheard != null) {
                    unheard.forget();
                }
                Throwable cause = failed instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failed;
                deliver(outgrown(cause) ? new Delivery.TooLarge() : failure(cause));
            }
        }

        private boolean outgrown(@Nullable Throwable cause) {
            for (Throwable link = cause; link != null; link = link.getCause()) {
                if (link instanceof AnswerBody.Outgrown) {
                    return true;
                }
            }
            return false;
        }

        private Delivery failure(@Nullable Throwable cause) {
            Instant head = began;
            return new Delivery.Failed(
                    new Fault.Unavailable(null, "no complete answer: " + cause),
                    head == null && neverConnected(cause),
                    head);
        }

        private boolean deliver(Delivery delivery) {
            if (!delivered.compareAndSet(false, true)) {
                return false;
            }
            ScheduledFuture<?> looking = look;
            if (looking != null) {
                looking.cancel(false);
            }
            done.accept(delivery);
            return true;
        }

        private void lookAtTheClock() {
            Instant now = clock.instant();
            AnswerBody reading = body;
            Duration waited = reading == null ? Duration.ZERO : reading.waited(now);
            Duration left = timeout.minus(Duration.between(sentAt, now)).plus(waited);
            if (left.compareTo(SHORTEST_LOOK) > 0) {
                look = timer.schedule(this::lookAtTheClock, left.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                breakOff(new TimeoutException("no complete answer within " + timeout));
            }
        }

        @Override
        public void cancel() {
            breakOff(new TimeoutException("broken off"));
        }

        private void breakOff(TimeoutException why) {
            deliver(failure(why));
            AnswerBody reading = body;
            if (reading != null) {
                reading.giveUp(why);
            }
            CompletableFuture<?> open = response;
            if (open != null) {
                open.cancel(true);
            }
        }
    }

    /** The client wraps what happened when it may not try again, so the whole chain counts. */
    private static boolean neverConnected(@Nullable Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof ConnectException
                    || link instanceof HttpConnectTimeoutException
                    || link instanceof UnresolvedAddressException
                    || link instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> lowerCase(HttpHeaders headers) {
        Map<String, String> all = new HashMap<>();
        headers.map().forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return Map.copyOf(all);
    }
}
