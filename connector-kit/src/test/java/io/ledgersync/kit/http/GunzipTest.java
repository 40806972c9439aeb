package io.ledgersync.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GunzipTest {

    @Test
    void howeverABodyIsPackedAndCutItComesOutAsItWas() throws IOException {
        long from = System.nanoTime();
        System.out.println("GunzipTest: seeds from " + from);
        for (long seed = from; seed < from + 200; seed++) {
            Random random = new Random(seed);
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            int members = 1 + random.nextInt(3);
            for (int i = 0; i < members; i++) {
                byte[] part = part(random);
                plain.write(part);
                packed.write(packed(part, random));
            }

            assertThat(unpacked(packed.toByteArray(), random))
                    .as("seed %d", seed)
                    .isEqualTo(plain.toByteArray());
        }
    }

    private static byte[] part(Random random) {
        byte[] part = new byte[random.nextInt(100_000)];
        if (random.nextBoolean()) {
            random.nextBytes(part);
        }
        return part;
    }

    private static byte[] packed(byte[] part, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(part);
        }
        byte[] body = out.toByteArray();
        int flags = random.nextInt(32);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(body, 0, 10);
        if ((flags & 4) != 0) {
            int length = random.nextInt(300);
            packed.write(length);
            packed.write(length >> 8);
            packed.write(new byte[length]);
        }
        if ((flags & 8) != 0) {
            packed.write("name\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & 16) != 0) {
            packed.write("a comment\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        byte[] head = packed.toByteArray();
        head[3] = (byte) flags;
        packed.reset();
        packed.write(head);
        if ((flags & 2) != 0) {
            CRC32 crc = new CRC32();
            crc.update(head);
            packed.write((int) crc.getValue());
            packed.write((int) (crc.getValue() >> 8));
        }
        packed.write(body, 10, body.length - 10);
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] packed, Random random) {
        Gunzip gunzip = new Gunzip();
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        int most = 1 + random.nextInt(20_000);
        for (int at = 0; at < packed.length; ) {
            int length = Math.min(packed.length - at, random.nextInt(most + 1));
            gunzip.came(List.of(ByteBuffer.wrap(packed, at, length)));
            at += length;
            while (gunzip.holds()) {
                ByteBuffer piece = gunzip.next();
                assertThat(piece.remaining()).isLessThanOrEqualTo(32 * 1024);
                unpacked.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
            }
        }
        gunzip.end();
        gunzip.close();
        return unpacked.toByteArray();
    }
}
