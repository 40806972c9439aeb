package io.ledgersync.kit.http;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.TooLargeRecord;
import io.ledgersync.kit.UnreadableRecord;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body as it comes: asked for piece by piece, while there is memory; records are read as soon as they are complete.
 *
 * <p>A pooled connection of the HTTP client keeps the first exchange that it carried, and with it this body, for as
 * long as it is open. So the body is its own result, and what it read can be taken out of it, once.
 */
final class AnswerBody implements BodySubscriber<AnswerBody> {
    /** A record weighs its bytes as they came, once more as text, and about as much again as objects. */
    static final int WEIGHT = 3;

    private static final int ROW_OVERHEAD = 512;
    private static final int MOST_TEXT = 8 * 1024;
    private static final int MOST_ERROR_BODY = 256 * 1024;
    private static final int LONGEST_STRING = 20 * 1024 * 1024;
    /** Whatever the memory: no topic takes half of it. */
    private static final int LARGEST_RECORD = 64 * 1024 * 1024;

    /** Amounts are read exactly as they are written. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** A body that was read to its end. */
    record Content(@Nullable JsonNode envelope, List<Row> rows, String text, long weight) {}

    /** A body that outgrew its quarter of the memory. */
    static final class Outgrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Connector connector;
    private final AnswerMemory memory;
    private final AnswerMemory.Reader reader;
    private final Decoder decoder;
    private final boolean success;
    private final Clock clock;
    private final CompletableFuture<AnswerBody> whole = new CompletableFuture<>();
    private List<Row> rows = new ArrayList<>();
    private ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private RowSplitter splitter;
    private @Nullable Content content;
    private Flow.@Nullable Subscription subscription;
    private boolean json;
    private boolean sniffed;
    private boolean mayRead;
    private boolean ended;
    private boolean closed;
    private int pending;
    private volatile Duration waited = Duration.ZERO;
    private volatile @Nullable Instant waitingSince;

    AnswerBody(
            Connector connector,
            AnswerMemory memory,
            String organisationId,
            Decoder decoder,
            boolean success,
            Clock clock) {
        this.connector = connector;
        this.memory = memory;
        this.reader = memory.begin(organisationId, this::silent);
        this.decoder = decoder;
        this.success = success;
        this.clock = clock;
        this.splitter = splitter();
    }

    private RowSplitter splitter() {
        // A little of the quarter is for what stands around the largest record.
        long mostRow = memory.capacity() / 4 / WEIGHT / 16 * 15;
        return new RowSplitter(
                connector::holdsRows, this::row, (int) Math.min(mostRow, LARGEST_RECORD), this::tooLarge);
    }

    @Override
    public CompletionStage<AnswerBody> getBody() {
        return whole;
    }

    /** What was read, which is the caller's from now on; null when it was taken before or is not complete. */
    synchronized @Nullable Content take() {
        Content taken = content;
        content = null;
        return taken;
    }

    /** How long the body has waited for memory so far. */
    Duration waited(Instant now) {
        Instant since = waitingSince;
        return since == null ? waited : waited.plus(Duration.between(since, now));
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        goOn();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        reader.heard();
        synchronized (this) {
            if (!closed) {
                decoder.came(buffers);
            }
        }
        goOn();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            ended = true;
        }
        goOn();
    }

    /** Reads what has come and asks for what comes next, as far as there is room. */
    private void goOn() {
        Flow.Subscription asked = subscription;
        try {
            if (readAll() && asked != null) {
                reader.listens();
                asked.request(1);
            }
        } catch (RuntimeException broken) {
            abort(broken);
        }
    }

    /** Reads what has come while there is room; whether more must be asked for. */
    private synchronized boolean readAll() {
        while (!closed) {
            if (ended && !decoder.holds()) {
                decoder.end();
                complete();
                return false;
            }
            if (!mayRead) {
                mayRead = reader.mayRead(this::roomCame);
            }
            if (!mayRead) {
                waitingSince = clock.instant();
                return false;
            }
            if (!decoder.holds()) {
                return !ended;
            }
            mayRead = false;
            take(decoder.next());
            int held = splitter.pending() + plain.size();
            long grown = (long) (held - pending) * (json ? WEIGHT : 1);
            pending = held;
            // The record that is coming may still be dropped, so it does not count against the others.
            if (!reader.grow(grown, (long) splitter.open() * WEIGHT)) {
                throw new Outgrown();
            }
        }
        return false;
    }

    private void roomCame() {
        synchronized (this) {
            Instant since = waitingSince;
            waitingSince = null;
            waited = since == null ? waited : waited.plus(Duration.between(since, clock.instant()));
            mayRead = true;
        }
        goOn();
    }

    private void take(ByteBuffer bytes) {
        if (!sniffed) {
            sniff(bytes);
        }
        if (success && json) {
            splitter.feed(bytes);
        } else {
            byte[] piece = new byte[Math.min(bytes.remaining(), MOST_ERROR_BODY - plain.size())];
            bytes.get(piece);
            plain.write(piece, 0, piece.length);
        }
    }

    /**
     * JSON begins with a bracket, whatever the content type says: some errors come as XML or HTML though JSON was asked
     * for.
     */
    private void sniff(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            byte b = bytes.get(i);
            boolean bom = (b & 0xFF) == 0xEF || (b & 0xFF) == 0xBB || (b & 0xFF) == 0xBF;
            if (!bom && b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                sniffed = true;
                json = b == '{' || b == '[';
                return;
            }
        }
    }

    private void row(List<String> path, byte[] bytes) {
        holds((long) bytes.length * WEIGHT);
        rows.add(read(path, bytes));
    }

    /** It becomes a dead letter; what its outline tells of id and stamp is there for the reading to go on. */
    private void tooLarge(List<String> path, LargeRow large) {
        byte[] outline = large.outline();
        Row told = read(path, outline);
        LedgerRecord record = told.record();
        UnreadableRecord untold = told.unreadable();
        TooLargeRecord said = record != null
                ? large.said(record.sourceType(), record.sourceId())
                : large.said(untold == null ? null : untold.sourceType(), untold == null ? null : untold.sourceId());
        holds((long) outline.length * WEIGHT + said.head().length);
        rows.add(new Row(path, outline, record, said));
    }

    /** What a row held as a piece of the body is taken over by the row itself. */
    private void holds(long weight) {
        int held = splitter.pending() + plain.size();
        long grown = (long) (held - pending) * WEIGHT + weight + ROW_OVERHEAD;
        pending = held;
        if (!reader.grow(grown, 0)) {
            throw new Outgrown();
        }
    }

    @SuppressWarnings("IllegalCatch")
    private Row read(List<String> path, byte[] bytes) {
        try {
            LedgerRecord record = connector.read(path, JSON.readTree(bytes));
            return new Row(path, bytes, record, null);
        } catch (UnreadableRecord unreadable) {
            return new Row(path, bytes, null, unreadable);
        } catch (RuntimeException unforeseen) {
            // One record that a mapping did not foresee must not stop the others: it becomes a dead letter that says
            // why.
            return new Row(
                    path, bytes, null, new UnreadableRecord(null, null, "the record cannot be read: " + unforeseen));
        }
    }

    @Override
    public void onError(Throwable broken) {
        abort(broken);
    }

    private void abort(Throwable broken) {
        synchronized (this) {
            if (closed) {
                return;
            }
            // Before anybody is told: what was held is free then.
            reader.abandon();
            close();
        }
        whole.completeExceptionally(broken);
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    /** Nobody takes the content any more: if it is complete, what it holds is free. */
    void forget() {
        Content forgotten = take();
        if (forgotten != null) {
            memory.release(forgotten.weight());
        }
    }

    private void silent() {
        abort(new TornBody("nothing more of the body came"));
    }

    /** Gives up: the memory is free and the connection closed. */
    void giveUp(Throwable why) {
        abort(why);
    }

    private void complete() {
        content = success && json ? records() : plainly();
        close();
        if (!whole.complete(this)) {
            forget();
        }
    }

    private void close() {
        closed = true;
        decoder.close();
        rows = List.of();
        plain = new ByteArrayOutputStream(0);
        splitter = splitter();
    }

    private Content records() {
        try {
            JsonNode envelope = JSON.readTree(splitter.envelope());
            return new Content(envelope, List.copyOf(rows), "", reader.complete());
        } catch (JacksonException notJson) {
            throw new TornBody("the JSON body cannot be read: " + notJson.getOriginalMessage());
        }
    }

    private Content plainly() {
        byte[] bytes = plain.toByteArray();
        String text = new String(bytes, 0, Math.min(bytes.length, MOST_TEXT), StandardCharsets.UTF_8);
        return new Content(json ? tree(bytes) : null, List.of(), text, reader.complete());
    }

    private static @Nullable JsonNode tree(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException notJson) {
            // An error page that only looks like JSON is still there as text.
            return null;
        }
    }
}
