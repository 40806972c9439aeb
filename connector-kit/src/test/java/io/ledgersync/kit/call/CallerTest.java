package io.ledgersync.kit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgersync.kit.run.End;
import io.ledgersync.kit.run.HeldRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
    private static final CallDesk.Reply AWAY = new CallDesk.Reply(503, Map.of("Retry-After", "1"), "{}");

    private CallDesk desk;

    private void open(int mostCalls) throws IOException {
        desk = new CallDesk(mostCalls, false);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** The loop turns until it is so. */
    private void turnUntil(Callable<Boolean> so) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            desk.turn();
            return so.call();
        });
    }

    private static CallDesk.Reply refusal(String limit, int seconds) {
        return new CallDesk.Reply(429, Map.of("x-limit", limit, "retry-after", Integer.toString(seconds)), "{}");
    }

    @Test
    void aCallThatCannotBeSentEndsItsRunAndHoldsNoPlace() throws IOException {
        open(10);
        desk.lease = connection -> CallDesk.token("odd\\ntoken");
        HeldRun run = desk.hold("odd");

        turnUntil(() -> run.end() != null);

        assertThat(run.end()).isInstanceOf(End.Failed.class);
        assertThat(desk.receiver.inFlight()).isZero();
        assertThat(run.organisation().quota().inFlight(desk.now)).isEmpty();
    }

    @Test
    void aRunWithoutATokenKeepsNobodyFromCalling() throws IOException {
        open(1);
        desk.lease = path -> path.contains("waits") ? AWAY : CallDesk.token("good");
        desk.hold("waits");
        turnUntil(() -> desk.asked.stream().anyMatch(asked -> asked.contains("waits")));

        desk.hold("calls");
        turnUntil(() -> desk.askedOf("calls") > 0);

        assertThat(desk.askedOf("waits")).isZero();
    }

    @Test
    void aRunThatWaitsForATokenForMinutesPausesWithATime() throws IOException {
        open(10);
        desk.lease = connection -> AWAY;
        HeldRun run = desk.hold("waits");
        turnUntil(() -> !desk.asked.isEmpty());
        assertThat(run.end()).isNull();

        desk.now = desk.now.plus(Duration.ofMinutes(3));
        turnUntil(() -> run.end() != null);

        assertThat(run.end()).isInstanceOfSatisfying(End.Paused.class, paused -> {
            assertThat(paused.reason()).isEqualTo("PROVIDER_UNAVAILABLE");
            assertThat(paused.resumeAt()).isAfter(desk.now);
        });
    }

    @Test
    void callsThatHangAreLimitedAllTheSame() throws IOException {
        open(1);
        for (int i = 0; i < 6; i++) {
            desk.hold("hangs-" + i);
        }
        for (int i = 0; i < 20; i++) {
            desk.now = desk.now.plus(Duration.ofSeconds(11));
            desk.turn();
            await().pollDelay(Duration.ofMillis(50)).until(() -> true);
        }

        assertThat(desk.receiver.inFlight()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "MINUTE, PROVIDER_UNAVAILABLE",
        "UNKNOWN, PROVIDER_UNAVAILABLE",
        "DAY, DAILY_LIMIT",
        "MONTH, MONTHLY_LIMIT"
    })
    void aRunThatIsOnlyRefusedForLongPausesWithATime(String limit, String reason) throws IOException {
        open(10);
        desk.provider = path -> refusal(limit, 600);
        HeldRun run = desk.hold("refused");

        turnUntil(() -> run.end() != null);

        assertThat(run.end()).isInstanceOfSatisfying(End.Paused.class, paused -> {
            assertThat(paused.reason()).isEqualTo(reason);
            assertThat(paused.resumeAt()).isAfter(desk.now.plusSeconds(500));
        });
    }

    @Test
    void aRefusalByTheAppsMinuteIsTold() throws IOException {
        desk = new CallDesk(10, true);
        desk.provider = path -> refusal("APP_MINUTE", 1);
        desk.hold("refused");

        turnUntil(() -> desk.permitsAsked.stream().anyMatch(asked -> asked.contains("\"appMinuteRemaining\":0")));

        assertThat(desk.askedOf("refused")).isPositive();
    }
}
