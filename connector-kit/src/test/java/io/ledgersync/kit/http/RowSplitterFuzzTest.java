package io.ledgersync.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.toy.ShelfConnector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RowSplitterFuzzTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ROWS = "rows";
    private static final List<String> SCALARS = List.of(
            "0",
            "-1.50",
            "1e-9",
            "12345678901234567890.123456789",
            "true",
            "false",
            "null",
            "\"\"",
            "\"]}\\\"[{,:\"",
            "\"\\\\\"",
            "\"\\u00e9 é € 😀\"",
            "\"a\\n\\t/\\/\"",
            "\"\\\\\\\"\"");

    /** Writes random JSON and, beside it, what the splitter should make of it. */
    private static final class Author {
        private final Random random;
        private final StringBuilder body = new StringBuilder();
        private final StringBuilder envelope = new StringBuilder();
        private final List<String> rows = new ArrayList<>();
        private boolean inRow;

        Author(Random random) {
            this.random = random;
        }

        private void write(String text) {
            body.append(text);
            if (!inRow) {
                envelope.append(text);
            }
        }

        private void space() {
            write(List.of("", "", "", " ", "\n", "\r\n\t ").get(random.nextInt(6)));
        }

        void value(String path, int depth) {
            int kind = depth > 5 ? 0 : random.nextInt(4);
            if (kind < 2 && depth > 0) {
                write(SCALARS.get(random.nextInt(SCALARS.size())));
            } else if (kind == 2) {
                array(path, depth);
            } else {
                object(path, depth);
            }
        }

        private void object(String path, int depth) {
            write("{");
            int size = random.nextInt(5);
            int rowsAt = inRow ? -1 : random.nextInt(8);
            for (int i = 0; i < size; i++) {
                write(i == 0 ? "" : ",");
                space();
                String name = i == rowsAt
                        ? ROWS
                        : List.of("a", "ß€", "x\\\"y", "{", "rows ").get(random.nextInt(5)) + i;
                write('"' + name + '"');
                space();
                write(":");
                space();
                if (i == rowsAt && random.nextInt(5) > 0) {
                    rows(path + "/" + name, depth + 1);
                } else if (i == rowsAt) {
                    object(path + "/" + name, depth + 1);
                } else {
                    value(path + "/" + name, depth + 1);
                }
                space();
            }
            write("}");
        }

        private void array(String path, int depth) {
            write("[");
            int size = random.nextInt(4);
            for (int i = 0; i < size; i++) {
                write(i == 0 ? "" : ",");
                space();
                value(path + "/" + i, depth + 1);
                space();
            }
            write("]");
        }

        private void rows(String path, int depth) {
            write("[");
            inRow = true;
            int size = random.nextInt(5);
            for (int i = 0; i < size; i++) {
                write(i == 0 ? "" : ",");
                space();
                int from = body.length();
                value(path, depth);
                rows.add(path + " " + body.substring(from));
                space();
            }
            inRow = false;
            write("]");
        }
    }

    private static String splitEnvelope(byte[] body, Random random, List<String> rows) {
        RowSplitter splitter = new RowSplitter(
                path -> !path.isEmpty() && path.get(path.size() - 1).equals(ROWS),
                (path, bytes) ->
                        rows.add("/" + String.join("/", path) + " " + new String(bytes, StandardCharsets.UTF_8)),
                Integer.MAX_VALUE,
                (path, large) -> {});
        int most = 1 + random.nextInt(body.length);
        for (int from = 0; from < body.length; ) {
            int length = Math.min(body.length - from, 1 + random.nextInt(most));
            splitter.feed(ByteBuffer.wrap(body, from, length));
            from += length;
        }
        return new String(splitter.envelope(), StandardCharsets.UTF_8);
    }

    @Test
    void anyJsonCutAnywhereGivesItsRecordsExactlyAndTheRestOfIt() {
        long first = System.nanoTime();
        System.out.println("RowSplitterFuzzTest: seeds from " + first);
        int records = 0;
        for (long seed = first; seed < first + 3_000; seed++) {
            Random random = new Random(seed);
            Author author = new Author(random);
            author.space();
            author.value("", 0);
            author.space();
            byte[] body = author.body.toString().getBytes(StandardCharsets.UTF_8);
            List<String> rows = new ArrayList<>();

            String envelope = splitEnvelope(body, random, rows);

            assertThat(rows).as("seed %d: %s", seed, author.body).isEqualTo(author.rows);
            assertThat(JSON.readTree(envelope))
                    .as("seed %d", seed)
                    .isEqualTo(JSON.readTree(author.envelope.toString()));
            records += rows.size();
        }
        assertThat(records).isGreaterThan(1_000);
    }

    @Test
    void saysHowManyRecordsASecondOneThreadReads() {
        String row = "{\"type\":\"Items\",\"id\":\"1\",\"v\":1,\"lines\":["
                + "{\"amount\":12.50,\"text\":\"A line of an invoice, \\\"quoted\\\" é\",\"tax\":null},".repeat(30)
                + "{}],\"total\":375.00}";
        byte[] body = ("{\"rows\":[" + String.join(",", java.util.Collections.nCopies(1_000, row)) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        long rounds = 15;
        long from = 0;
        for (int round = 0; round < rounds + 5; round++) {
            if (round == 5) {
                from = System.nanoTime();
            }
            AnswerMemory memory = new AnswerMemory(1L << 30, Runnable::run);
            AnswerBody answer =
                    new AnswerBody(new ShelfConnector(1), memory, "o", new AsItIs(), true, Clock.systemUTC());
            answer.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            for (int at = 0; at < body.length; at += 16_384) {
                answer.onNext(List.of(ByteBuffer.wrap(body, at, Math.min(16_384, body.length - at))));
            }
            answer.onComplete();
            assertThat(answer.getBody().toCompletableFuture().join().take().rows())
                    .hasSize(1_000);
        }
        long perSecond = rounds * 1_000 * 1_000_000_000L / (System.nanoTime() - from);
        System.out.println("RowSplitter and parser: " + perSecond + " records of " + row.length()
                + " bytes a second on one thread");
    }
}
