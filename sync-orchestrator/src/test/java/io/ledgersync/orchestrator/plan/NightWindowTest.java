package io.ledgersync.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NightWindowTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");

    @Test
    void isTheSameMomentEveryNight() {
        NightWindow nights = new NightWindow(LONDON, 1, 4, false);

        Instant first = nights.next("client-1", NOW);
        Instant second = nights.next("client-1", first);

        assertThat(first).isAfter(NOW).isEqualTo(nights.next("client-1", NOW.plusSeconds(60)));
        assertThat(Duration.between(first, second)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void liesWithinTheWindowOfThePracticesOwnZone() {
        NightWindow nights = new NightWindow(ZoneId.of("Pacific/Auckland"), 22, 4, false);

        assertThat(IntStream.range(0, 1000).mapToObj(number -> nights.next("client-" + number, NOW)))
                .allSatisfy(moment -> {
                    ZonedDateTime local = moment.atZone(nights.zone());
                    assertThat(local.getHour()).isIn(22, 23, 0, 1);
                });
    }

    @Test
    void usesTheNightEvenly() {
        NightWindow nights = new NightWindow(LONDON, 1, 4, false);
        int[] quarters = new int[16];

        IntStream.range(0, 16_000)
                .mapToObj(number -> nights.next("client-" + number, NOW).atZone(LONDON))
                .forEach(local -> quarters[(local.getHour() - 1) * 4 + local.getMinute() / 15]++);

        assertThat(IntStream.of(quarters))
                .allSatisfy(clients -> assertThat(clients).isBetween(850, 1150));
    }

    @Test
    void comesOnceInTheNightsWhenClocksAreChanged() {
        NightWindow nights = new NightWindow(LONDON, 0, 4, false);
        Instant before = LocalDate.of(2026, 10, 24).atTime(12, 0).atZone(LONDON).toInstant();

        Instant first = nights.next("client-1", before);
        Instant second = nights.next("client-1", first);
        Instant third = nights.next("client-1", second);

        assertThat(first.atZone(LONDON).toLocalDate()).isEqualTo(LocalDate.of(2026, 10, 25));
        assertThat(second.atZone(LONDON).toLocalDate()).isEqualTo(LocalDate.of(2026, 10, 26));
        assertThat(third.atZone(LONDON).toLocalDate()).isEqualTo(LocalDate.of(2026, 10, 27));
    }

    @Test
    void refusesAWindowThatIsNone() {
        assertThatThrownBy(() -> new NightWindow(LONDON, 24, 4, false)).hasMessageContaining("24");
        assertThatThrownBy(() -> new NightWindow(LONDON, 1, 0, false)).hasMessageContaining("0");
    }

    @Test
    void countsOnFromTheLastNumberAndNeverBehindTheClock() {
        assertThat(Counter.next(0, NOW)).isEqualTo(NOW.toEpochMilli());
        assertThat(Counter.next(NOW.toEpochMilli(), NOW)).isEqualTo(NOW.toEpochMilli() + 1);
        assertThat(Counter.next(NOW.toEpochMilli() + 5000, NOW)).isEqualTo(NOW.toEpochMilli() + 5001);
    }
}
