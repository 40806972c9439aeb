package io.ledgersync.kit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.Sequence;
import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.contract.state.RunState;
import io.ledgersync.contract.sync.RunRef;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.contract.sync.Usage;
import io.ledgersync.kit.quota.CallInFlight;
import io.ledgersync.kit.quota.QuotaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunBookTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final List<String> STREAMS =
            IntStream.range(0, 24).mapToObj(i -> "StreamNumber" + i).toList();

    private static final QuotaSettings SIXTY_A_MINUTE =
            new QuotaSettings(60, 0, 5, 0, 0, BigDecimal.ZERO, Duration.ofSeconds(90), false);

    private final Sleepers sleepers = new Sleepers(RunBookTest::decoded);
    private final RunBook book = new RunBook(SIXTY_A_MINUTE, new Rota(), sleepers);

    private static OrganisationState decoded(byte[] state) {
        try {
            return OrganisationState.fromByteBuffer(java.nio.ByteBuffer.wrap(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PackedState packed(OrganisationState state) {
        try {
            java.nio.ByteBuffer bytes = state.toByteBuffer();
            byte[] all = new byte[bytes.remaining()];
            bytes.get(all);
            return PackedState.of(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    /** An organisation as it is left by one run of each kind. */
    private static OrganisationState state(String id, @Nullable CallInFlight call, boolean open) {
        List<RunState> runs = new ArrayList<>();
        String connection = id();
        for (RunKind kind : List.of(RunKind.INITIAL, RunKind.INCREMENTAL, RunKind.RECONCILE)) {
            SyncRequested request = new SyncRequested(
                    id(),
                    1_790_000_000_000L,
                    id(),
                    id(),
                    connection,
                    Provider.XERO,
                    id,
                    kind,
                    false,
                    NOW,
                    marks(),
                    null,
                    true);
            List<StreamProgress> progress = STREAMS.stream()
                    .map(stream -> new StreamProgress(stream, "DONE", 1_234L, 1_234L))
                    .toList();
            Usage usage = new Usage(100L, 0L, 10_000_000L, 4_000L, 50L, 120L);
            RunRef ref = new RunRef(
                    request.getRunId(),
                    request.getAttempt(),
                    request.getPracticeId(),
                    request.getClientId(),
                    connection,
                    Provider.XERO,
                    id,
                    kind);
            Sequence last = new Sequence(request.getAttempt(), 17, 400);
            SyncCompleted end = new SyncCompleted(ref, marks(), List.of(), progress, usage, last, NOW);
            String cursor = STREAMS.stream()
                    .map(stream -> "\"" + stream + "\":{\"state\":\"DONE\",\"walk\":{\"f\":1,\"since\":\"" + NOW
                            + "\",\"edge\":\"" + NOW.plusMillis(stream.hashCode())
                            + "\",\"pages\":12},\"began\":[1790000000000,3,0],\"records\":1234,\"expected\":1234}")
                    .collect(Collectors.joining(",", "{\"format\":1,\"phase\":\"DONE\",\"streams\":{", "}}"));
            runs.add(new RunState(request, 17, cursor, progress, usage, last, open ? null : end, null));
        }
        List<io.ledgersync.contract.state.CallInFlight> made = call == null
                ? List.of()
                : List.of(new io.ledgersync.contract.state.CallInFlight(call.sentAt(), call.deadline(), call.kind()));
        return new OrganisationState(
                id,
                runs,
                Map.of(connection, 1_790_000_000_000L),
                made,
                List.of(),
                4_000L,
                null,
                null,
                null,
                0,
                null,
                false,
                NOW);
    }

    private static Map<String, String> marks() {
        Map<String, String> marks = new TreeMap<>();
        STREAMS.forEach(stream -> marks.put(stream, NOW.toString()));
        return marks;
    }

    @Test
    void anOrganisationWithoutARunCostsLessThanTwoKilobytes() {
        PackedState packed = packed(state(id(), null, false));

        System.out.println("RunBookTest: an organisation that sleeps takes " + packed.bytes() + " of "
                + packed.unpacked().length + " bytes");
        assertThat(packed.bytes()).isLessThan(2_000);
    }

    @Test
    void organisationsWithoutARunSleepUntilARequestNamesThem() {
        Map<String, PackedState> states = new TreeMap<>();
        for (int i = 0; i < 50; i++) {
            states.put("o" + i, packed(state("o" + i, null, i == 0)));
        }

        book.load(3, states, false, NOW);

        assertThat(book.organisations()).extracting(Organisation::id).containsExactly("o0");
        assertThat(sleepers.size()).isEqualTo(49);
        Organisation awake = book.organisation("o7", 3, false, NOW);
        assertThat(awake.left()).hasSize(3);
        assertThat(awake.attempts()).hasSize(1);
        assertThat(sleepers.size()).isEqualTo(48);
    }

    @Test
    void anOrganisationSleepsAgainOnceItsCallsAreNoLongerCounted() {
        CallInFlight call = new CallInFlight(NOW.minusSeconds(20), NOW.plusSeconds(40), "call");
        book.load(3, Map.of("o", packed(state("o", call, false))), false, NOW);
        book.organisation("o", 3, false, NOW);

        book.tidy(NOW.plusSeconds(30));
        assertThat(book.organisations()).hasSize(1);
        book.tidy(NOW.plusSeconds(41));

        assertThat(book.organisations()).isEmpty();
        assertThat(book.organisation("o", 3, false, NOW.plusSeconds(42)).left()).hasSize(3);
    }

    @Test
    void whatMustBeWrittenDoesNotSleep() {
        book.load(3, Map.of("o", packed(state("o", null, false))), false, NOW);
        book.changed(book.organisation("o", 3, false, NOW));

        book.tidy(NOW.plusSeconds(100));

        assertThat(book.organisations()).hasSize(1);
    }

    @Test
    void whoseOwnerSaidNothingMayHaveCalled() {
        book.load(3, Map.of("o", packed(state("o", null, false))), true, NOW);

        Organisation awake = book.organisation("o", 3, true, NOW);

        assertThat(awake.quota().quiet(NOW)).isFalse();
    }

    @Test
    void whoWasCalledBeforeACommitFailedIsAwakeUntilItsCallsAreNoLongerCounted() {
        book.organisation("new", 3, false, NOW).quota().take("call", 1, NOW);
        book.load(3, Map.of("o", packed(state("o", null, false))), false, NOW);
        book.organisation("o", 3, false, NOW).quota().take("call", 1, NOW);
        book.forgetRuns();

        book.load(3, Map.of("o", packed(state("o", null, false))), false, NOW);

        assertThat(book.organisations()).extracting(Organisation::id).containsExactlyInAnyOrder("new", "o");
        assertThat(book.organisations())
                .allSatisfy(one -> assertThat(one.quota().inFlight(NOW)).hasSize(1));
    }
}
