package io.ledgersync.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
    private static final long CAPACITY = 8_000_000;

    @Test
    void whatWasGivenUpIsFreedOnceThoughItsBodyEndsAfterAll() {
        AnswerMemory memory = new AnswerMemory(CAPACITY);
        AnswerMemory.Reader reader = memory.begin();
        reader.whenRoom(() -> {});
        reader.grow(1_000);

        reader.abandon();
        memory.release(reader.complete());

        assertThat(memory.used()).isZero();
    }

    @Test
    void aReaderThatLeftHoldsNoRoomForAPieceThatWillNotCome() {
        AnswerMemory memory = new AnswerMemory(400_000);
        for (int i = 0; i < 10; i++) {
            AnswerMemory.Reader reader = memory.begin();
            reader.abandon();
            reader.whenRoom(() -> {});
        }
        AnswerMemory.Reader first = memory.begin();
        AnswerMemory.Reader second = memory.begin();
        List<String> read = new ArrayList<>();

        first.whenRoom(() -> read.add("first"));
        second.whenRoom(() -> read.add("second"));

        assertThat(read).containsExactly("first", "second");
    }

    /** Many answers read side by side, committed now and then: all come to their end, within the budget. */
    @Test
    void whateverTheSizesEveryReaderFinishes() {
        long from = System.nanoTime();
        System.out.println("AnswerMemoryTest: seeds from " + from);
        for (long seed = from; seed < from + 100; seed++) {
            Random random = new Random(seed);
            AnswerMemory memory = new AnswerMemory(CAPACITY);
            Deque<Runnable> pieces = new ArrayDeque<>();
            List<Long> complete = new ArrayList<>();
            int readers = 1 + random.nextInt(60);
            for (int i = 0; i < readers; i++) {
                long size = random.nextLong(CAPACITY / 4 - 96 * 1024);
                AnswerMemory.Reader reader = memory.begin();
                reader.whenRoom(() -> pieces.add(() -> piece(reader, size, random, pieces, complete)));
            }
            int finished = 0;
            while (finished < readers) {
                if (pieces.isEmpty() || random.nextInt(50) == 0) {
                    assertThat(complete.isEmpty() && pieces.isEmpty())
                            .as("seed %d: nobody goes on", seed)
                            .isFalse();
                    finished += complete.size();
                    List.copyOf(complete).forEach(memory::release);
                    complete.clear();
                } else {
                    pieces.removeFirst().run();
                }
                assertThat(memory.used()).as("seed %d", seed).isBetween(0L, CAPACITY + 96 * 1024);
            }
            assertThat(memory.used()).as("seed %d", seed).isZero();
        }
    }

    private static void piece(
            AnswerMemory.Reader reader, long left, Random random, Deque<Runnable> pieces, List<Long> complete) {
        long size = Math.min(left, 1 + random.nextInt(96 * 1024));
        assertThat(reader.grow(size)).isTrue();
        if (left == size) {
            complete.add(reader.complete());
        } else {
            reader.whenRoom(() -> pieces.add(() -> piece(reader, left - size, random, pieces, complete)));
        }
    }
}
