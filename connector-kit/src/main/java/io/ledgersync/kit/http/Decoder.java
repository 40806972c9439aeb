package io.ledgersync.kit.http;

import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.List;

/** The bytes of a body, as they were before they were packed for the way: given out piece by piece. */
interface Decoder {

    /** The decoder of a body with these headers. */
    static Decoder of(HttpHeaders headers) {
        String encoding =
                headers.firstValue("Content-Encoding").orElse("identity").strip();
        if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
            return new Gunzip();
        }
        if (encoding.equalsIgnoreCase("identity") || encoding.isEmpty()) {
            return new AsItIs();
        }
        throw new TornBody("the body is encoded as \"" + encoding + "\", which was not asked for");
    }

    /** More of the body has come. */
    void came(List<ByteBuffer> packed);

    /** Whether there may be something to give out before more has come. */
    boolean holds();

    /** The next piece, at most 32 KB of it; may be empty. It is good until the next call. */
    ByteBuffer next();

    /**
     * The body has ended.
     *
     * @throws TornBody when it ended too early
     */
    void end();

    /** Nobody reads on. */
    void close();
}
