package io.ledgersync.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowSplitterTest {
    private static final String BODY = """
            { "time" : "2026-11-23T08:00:00Z", "BatchItemResponse" : [
              {"bId":"q0","QueryResponse":{"Invoice":[ {"Id":"1","a":[1,{"b":"]}\\"[{"}],"e":1.50} , {"Id":"2","é":"ü€😀"}],"maxResults":2}},
              {"bId":"q1","QueryResponse":{}},
              {"bId":"q2","Fault":{"Error":[{"code":"1"}]}},
              {"bId":"q3","QueryResponse":{"Payment":[],"Purchase":[{"Id":"3"}]}} ], "done": true }
            """;
    private static final List<String> LISTS = List.of("Invoice", "Payment", "Purchase");

    private record Split(List<String> rows, String envelope) {}

    private static Split split(byte[] body, Random random) {
        List<String> rows = new ArrayList<>();
        RowSplitter splitter = new RowSplitter(
                path -> LISTS.contains(path.get(path.size() - 1)),
                (path, bytes) -> rows.add(String.join("/", path) + " " + new String(bytes, StandardCharsets.UTF_8)),
                1_000,
                (path, large) -> rows.add("too large " + large.said(null, null).length()));
        for (int from = 0; from < body.length; ) {
            int length = Math.min(body.length - from, 1 + random.nextInt(7));
            splitter.feed(ByteBuffer.wrap(body, from, length));
            from += length;
        }
        return new Split(rows, new String(splitter.envelope(), StandardCharsets.UTF_8).replaceAll("\\s", ""));
    }

    @Test
    void givesEachRecordsOwnBytesHoweverTheNetworkCutsTheBody() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        long first = System.nanoTime();
        for (long seed = first; seed < first + 200; seed++) {
            Split split = split(body, new Random(seed));

            assertThat(split.rows())
                    .as("seed %d", seed)
                    .containsExactly(
                            "BatchItemResponse/0/QueryResponse/Invoice {\"Id\":\"1\",\"a\":[1,{\"b\":\"]}\\\"[{\"}],\"e\":1.50}",
                            "BatchItemResponse/0/QueryResponse/Invoice {\"Id\":\"2\",\"é\":\"ü€😀\"}",
                            "BatchItemResponse/3/QueryResponse/Purchase {\"Id\":\"3\"}");
            assertThat(split.envelope())
                    .as("seed %d", seed)
                    .isEqualTo(
                            "{\"time\":\"2026-11-23T08:00:00Z\",\"BatchItemResponse\":[{\"bId\":\"q0\",\"QueryResponse\":{\"Invoice\":[],\"maxResults\":2}},"
                                    + "{\"bId\":\"q1\",\"QueryResponse\":{}},{\"bId\":\"q2\",\"Fault\":{\"Error\":[{\"code\":\"1\"}]}},"
                                    + "{\"bId\":\"q3\",\"QueryResponse\":{\"Payment\":[],\"Purchase\":[]}}],\"done\":true}");
        }
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        byte[] body = "\uFEFF{\"Invoice\":[1, \"two\",null]}".getBytes(StandardCharsets.UTF_8);

        Split split = split(body, new Random(1));

        assertThat(split.rows()).containsExactly("Invoice 1", "Invoice \"two\"", "Invoice null");
        assertThat(split.envelope()).isEqualTo("{\"Invoice\":[]}");
    }

    @Test
    void aBodyThatEndsInTheMiddleIsTorn() {
        byte[] body = BODY.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < body.length; length += 3) {
            byte[] torn = java.util.Arrays.copyOf(body, length);
            assertThatThrownBy(() -> split(torn, new Random(1)))
                    .as("%d bytes", length)
                    .isInstanceOf(TornBody.class);
        }
    }
}
