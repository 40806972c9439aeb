package io.ledgersync.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ResponseTest {
    private static final Response LARGE = Response.json(200, "[" + "1,".repeat(1_000) + "1]");

    private static Request accepting(Map<String, String> headers) {
        return new Request("GET", "/", Map.of(), headers, new byte[0]);
    }

    @Test
    void isPackedForWhoAcceptsIt() throws IOException {
        Response packed = LARGE.packedFor(accepting(Map.of("accept-encoding", "gzip, deflate")));

        assertThat(packed.headers()).containsEntry("Content-Encoding", "gzip");
        assertThat(packed.body()).hasSizeLessThan(200);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(LARGE.body());
    }

    @Test
    void goesAsItIsToWhoDoesNot() {
        assertThat(LARGE.packedFor(accepting(Map.of()))).isEqualTo(LARGE);
    }
}
