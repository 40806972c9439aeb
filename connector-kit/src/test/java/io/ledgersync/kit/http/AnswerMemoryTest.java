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
        AnswerMemory memory = new AnswerMemory(CAPACITY, Runnable::run);
        AnswerMemory.Reader reader = memory.begin();
        reader.mayRead(() -> {});
        reader.grow(1_000);

        reader.abandon();
        memory.release(reader.complete());

        assertThat(memory.used()).isZero();
    }

    @Test
    void aReaderThatLeftHoldsNoRoomForAPieceThatWillNotCome() {
        AnswerMemory memory = new AnswerMemory(400_000, Runnable::run);
        for (int i = 0; i < 10; i++) {
            AnswerMemory.Reader reader = memory.begin();
            reader.abandon();
            reader.mayRead(() -> {});
        }
        AnswerMemory.Reader first = memory.begin();
        AnswerMemory.Reader second = memory.begin();

        assertThat(first.mayRead(() -> {})).isTrue();
        assertThat(second.mayRead(() -> {})).isTrue();
    }

    @Test
    void whoMakesRoomReadsNothingItself() {
        List<Runnable> handedOver = new ArrayList<>();
        AnswerMemory memory = new AnswerMemory(400_000, handedOver::add);
        List<String> read = new ArrayList<>();
        memory.begin();
        AnswerMemory.Reader full = memory.begin();
        full.grow(100_000);
        AnswerMemory.Reader larger = memory.begin();
        larger.grow(290_000);
        long weight = full.complete() + larger.complete();
        assertThat(memory.begin().mayRead(() -> read.add("more"))).isFalse();

        memory.release(weight);

        assertThat(read).isEmpty();
        handedOver.forEach(Runnable::run);
        assertThat(read).containsExactly("more");
    }

    /** Many answers read side by side, committed now and then: all come to their end, within the budget. */
    @Test
    void whateverTheSizesEveryReaderFinishes() {
        long from = System.nanoTime();
        System.out.println("AnswerMemoryTest: seeds from " + from);
        for (long seed = from; seed < from + 100; seed++) {
            Random random = new Random(seed);
            AnswerMemory memory = new AnswerMemory(CAPACITY, Runnable::run);
            Deque<Runnable> pieces = new ArrayDeque<>();
            List<Long> complete = new ArrayList<>();
            int readers = 1 + random.nextInt(60);
            for (int i = 0; i < readers; i++) {
                long size = random.nextLong(CAPACITY / 4 - 96 * 1024);
                AnswerMemory.Reader reader = memory.begin();
                whenRoom(reader, pieces, () -> piece(reader, size, random, pieces, complete));
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
            whenRoom(reader, pieces, () -> piece(reader, left - size, random, pieces, complete));
        }
    }

    private static void whenRoom(AnswerMemory.Reader reader, Deque<Runnable> pieces, Runnable piece) {
        if (reader.mayRead(() -> pieces.add(piece))) {
            pieces.add(piece);
        }
    }
}
