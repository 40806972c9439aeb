package io.ledgersync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class WaveTest {
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Wave wave = new Wave(
            kafka,
            1,
            new OutboxMetrics(
                    new SimpleMeterRegistry(),
                    "slot",
                    Clock.systemUTC(),
                    () -> new RelayHealth(RelayHealth.State.RELAYING, null)));

    @Test
    void noEventOvertakesAnEarlierOneOfItsKey() throws Exception {
        wave.send(row(1, "a"));
        wave.send(row(2, "b"));
        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> send(row(3, "a")));
        await().pollDelay(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(kafka.history()).hasSize(2));

        kafka.completeNext();
        kafka.completeNext();
        third.join();
        assertThat(kafka.history()).hasSize(3);
        assertThat(wave.acknowledged()).containsExactly(1L, 2L);
    }

    @Test
    void oneThatIsRefusedStaysAndTheOthersDoNot() throws Exception {
        wave.send(row(1, "a"));
        wave.send(row(2, "b"));
        kafka.errorNext(new TimeoutException("away"));
        kafka.completeNext();

        assertThatThrownBy(wave::await).isInstanceOf(RelayFailure.class).hasRootCauseMessage("away");
        assertThat(wave.acknowledged()).containsExactly(2L);
    }

    private void send(OutboxRow row) {
        try {
            wave.send(row);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OutboxRow row(long position, String key) {
        return new OutboxRow(
                position,
                UUID.randomUUID().toString(),
                "link.events",
                key,
                key,
                "type",
                "/test",
                Instant.EPOCH,
                "00-1-1-01",
                new byte[0]);
    }
}
