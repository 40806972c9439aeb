package io.ledgersync.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
    private static final long CAPACITY = 8_000_000;

    @Test
    void whatWasGivenUpIsFreedOnceThoughItsBodyEndsAfterAll() {
        AnswerMemory memory = new AnswerMemory(CAPACITY, Runnable::run);
        AnswerMemory.Reader reader = begin(memory);
        reader.mayRead(() -> {});
        reader.grow(1_000, 0);

        reader.abandon();
        memory.release(reader.complete());

        assertThat(memory.used()).isZero();
    }

    @Test
    void aReaderThatLeftHoldsNoRoomForAPieceThatWillNotCome() {
        AnswerMemory memory = new AnswerMemory(400_000, Runnable::run);
        for (int i = 0; i < 10; i++) {
            AnswerMemory.Reader reader = begin(memory);
            reader.abandon();
            reader.mayRead(() -> {});
        }
        AnswerMemory.Reader first = begin(memory);
        AnswerMemory.Reader second = begin(memory);

        assertThat(first.mayRead(() -> {})).isTrue();
        assertThat(second.mayRead(() -> {})).isTrue();
    }

    @Test
    void whoMakesRoomReadsNothingItself() {
        List<Runnable> handedOver = new ArrayList<>();
        AnswerMemory memory = new AnswerMemory(400_000, handedOver::add);
        List<String> read = new ArrayList<>();
        begin(memory);
        AnswerMemory.Reader full = begin(memory);
        full.grow(100_000, 0);
        AnswerMemory.Reader larger = begin(memory);
        larger.grow(290_000, 0);
        long weight = full.complete() + larger.complete();
        assertThat(begin(memory).mayRead(() -> read.add("more"))).isFalse();

        memory.release(weight);

        assertThat(read).isEmpty();
        handedOver.forEach(Runnable::run);
        assertThat(read).containsExactly("more");
    }

    private static AnswerMemory.Reader begin(AnswerMemory memory) {
        return memory.begin(UUID.randomUUID().toString(), () -> {});
    }

    private static AnswerMemory.Reader stalled(AnswerMemory memory, String organisation, long held) {
        AnswerMemory.Reader reader = memory.begin(organisation, () -> {});
        reader.mayRead(() -> {});
        reader.grow(held, 0);
        reader.mayRead(() -> {});
        reader.listens();
        return reader;
    }

    @Test
    void theLastQuarterIsForTheFirstThatDoesNotWaitForItsProvider() {
        AnswerMemory memory = new AnswerMemory(CAPACITY, Runnable::run);
        for (int i = 0; i < 4; i++) {
            stalled(memory, "stalled-" + i, 1_600_000);
        }
        List<String> read = new ArrayList<>();
        assertThat(begin(memory).mayRead(() -> read.add("first"))).isFalse();
        assertThat(begin(memory).mayRead(() -> read.add("second"))).isFalse();

        memory.look();
        memory.look();

        assertThat(read).containsExactly("first");
    }

    @Test
    void aTrickleKeepsTheLastQuarterFromNobody() {
        AnswerMemory memory = new AnswerMemory(CAPACITY, Runnable::run);
        AnswerMemory.Reader trickle = stalled(memory, "trickle", 1_000);
        for (int i = 0; i < 4; i++) {
            stalled(memory, "stalled-" + i, 1_600_000);
        }
        List<String> read = new ArrayList<>();
        assertThat(begin(memory).mayRead(() -> read.add("first"))).isFalse();

        for (int i = 0; i < 6; i++) {
            memory.look();
            trickle.heard();
            trickle.listens();
        }

        assertThat(read).containsExactly("first");
    }

    @Test
    void aReaderOfWhichSomethingCameInTimeIsNotSilent() {
        AnswerMemory memory = new AnswerMemory(CAPACITY, Runnable::run);
        List<String> silent = new ArrayList<>();
        memory.begin("dead", () -> silent.add("dead")).listens();
        AnswerMemory.Reader slow = memory.begin("slow", () -> silent.add("slow"));
        memory.begin("waits for memory", () -> silent.add("waits for memory"));

        for (int i = 0; i < 4 * AnswerMemory.SILENT_LOOKS; i++) {
            slow.heard();
            slow.listens();
            memory.look();
        }

        assertThat(silent).containsExactly("dead");
    }

    @Test
    void anOrganisationReadsOnlyItsFirstAnswerOnOnceTheyHoldAQuarter() {
        AnswerMemory memory = new AnswerMemory(CAPACITY, Runnable::run);
        AnswerMemory.Reader first = stalled(memory, "large", 1_000_000);
        AnswerMemory.Reader second = memory.begin("large", () -> {});
        second.mayRead(() -> {});
        second.grow(1_000_000, 0);
        List<String> read = new ArrayList<>();

        assertThat(second.mayRead(() -> read.add("second"))).isFalse();
        assertThat(first.mayRead(() -> {})).isTrue();
        assertThat(begin(memory).mayRead(() -> {})).isTrue();

        first.abandon();
        assertThat(read).containsExactly("second");
    }

    @Test
    void whatOthersHaveNotFinishedForbidsNobodyToAsk() {
        AnswerMemory memory = new AnswerMemory(CAPACITY, Runnable::run);
        for (int i = 0; i < 3; i++) {
            stalled(memory, "large", 1_500_000);
        }

        assertThat(memory.roomFor("large")).isFalse();
        assertThat(memory.roomFor("other")).isTrue();
        assertThat(memory.full()).isFalse();
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
                AnswerMemory.Reader reader = memory.begin("o" + random.nextInt(8), () -> {});
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
        assertThat(reader.grow(size, 0)).isTrue();
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
