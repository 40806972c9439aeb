package io.ledgersync.kit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.RunKind;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.Patience;
import io.ledgersync.kit.pull.Turn;
import io.ledgersync.kit.quota.OrganisationQuota;
import io.ledgersync.kit.quota.QuotaSettings;
import io.ledgersync.kit.toy.ShelfConnector;
import io.ledgersync.kit.toy.ShelfStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RotaTest {
    private static final QuotaSettings PLENTY =
            new QuotaSettings(0, 0, 5, 0, 0, BigDecimal.ZERO, Duration.ofSeconds(90), false);

    private static final Instant START = Instant.ofEpochSecond(1_000);

    private final Rota rota = new Rota();
    private final Organisation organisation =
            new Organisation("o", 0, new OrganisationQuota(PLENTY, null, false, START));

    private HeldRun run(String id, boolean priority, Instant since) {
        SyncRequested request = SyncRequested.newBuilder()
                .setRunId(id)
                .setAttempt(1)
                .setPracticeId("practice")
                .setClientId("client")
                .setConnectionId("connection-" + id)
                .setProvider(Provider.XERO)
                .setOrganisationId("o")
                .setKind(RunKind.INCREMENTAL)
                .setPriority(priority)
                .setRequestedAt(START)
                .setWatermarks(Map.of())
                .build();
        return new HeldRun(organisation, request, null, null, since);
    }

    @Test
    void aPriorityRunIsFirstThenTheOneThatHasWaitedLongest() {
        HeldRun young = run("young", false, START.plusSeconds(2));
        HeldRun old = run("old", false, START);
        HeldRun urgent = run("urgent", true, START.plusSeconds(9));
        rota.wake(young);
        rota.wake(old);
        rota.wake(urgent);

        assertThat(rota.next()).contains(urgent);
        rota.sleep(urgent, null);
        assertThat(rota.next()).contains(old);
    }

    @Test
    void runsThatCallTakeTurns() {
        HeldRun one = run("one", false, START);
        HeldRun other = run("other", false, START.plusSeconds(1));
        rota.wake(one);
        rota.wake(other);

        one.called(START.plusSeconds(2));
        rota.wake(one);

        assertThat(rota.next()).contains(other);
    }

    @Test
    void runsThatCallAtTheSameMomentTakeTurnsToo() {
        HeldRun one = run("a", false, START);
        HeldRun other = run("b", false, START);
        rota.wake(one);
        rota.wake(other);
        List<String> called = new ArrayList<>();

        for (int i = 0; i < 6; i++) {
            HeldRun next = rota.next().orElseThrow();
            called.add(next.runId());
            next.called(START.plusSeconds(1));
            rota.wake(next);
        }

        assertThat(called).containsExactly("a", "b", "a", "b", "a", "b");
    }

    @Test
    void aRunSleepsUntilItsMomentOrUntilItIsWoken() {
        HeldRun run = run("run", false, START);
        rota.wake(run);
        rota.sleep(run, START.plusSeconds(5));

        rota.wakeDue(START.plusSeconds(4));
        assertThat(rota.next()).isEmpty();
        rota.wakeDue(START.plusSeconds(5));
        assertThat(rota.next()).contains(run);

        rota.sleep(run, START.plusSeconds(50));
        rota.wake(run);
        assertThat(rota.next()).contains(run);
        rota.wakeDue(START.plusSeconds(60));
        assertThat(rota.ready()).isEqualTo(1);
    }

    @Test
    void aRunThatHadNothingToAskMayHaveSomethingLater() {
        HeldRun run = run("run", false, START);
        ShelfConnector connector = new ShelfConnector(1, new ShelfStream("Invoices", false, 4));
        Conversation talk = run.conversation(connector, Patience.usual(new Random(1)));
        Turn turn = run.turns(talk, START).get(0);
        talk.sent(turn, START);
        run.called(START);
        talk.failed(turn, new Fault.Unavailable(null, "503"), START);
        run.answered();
        assertThat(run.turns(talk, START)).isEmpty();

        // Woken by a commit, so that the alarm of its retry is gone.
        rota.wake(run);

        assertThat(run.turns(talk, START.plusSeconds(1))).hasSize(1);
    }

    @Test
    void aRunThatHasEndedWantsNoCall() {
        HeldRun run = run("run", false, START);
        rota.wake(run);
        run.end(new End.Cancelled("UNLINKED"));

        rota.wake(run);

        assertThat(rota.next()).isEmpty();
    }
}
