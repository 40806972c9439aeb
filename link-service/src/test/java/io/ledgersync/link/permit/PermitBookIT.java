package io.ledgersync.link.permit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.link.LinkMetrics;
import io.ledgersync.link.Provider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PermitBookIT {
    private static EmbeddedInfrastructure infrastructure;
    private static JdbcClient jdbc;
    private static TransactionTemplate transactions;

    @BeforeAll
    static void start() {
        infrastructure = EmbeddedInfrastructure.start(EnumSet.of(Part.POSTGRES), null);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(infrastructure.jdbcUrl("permits"));
        source.setUser(infrastructure.jdbcUser());
        source.setPassword(infrastructure.jdbcPassword());
        // Nothing here has to survive a crash of the server.
        source.setOptions("-c synchronous_commit=off");
        Flyway.configure()
                .dataSource((DataSource) source)
                .locations("classpath:db/outbox", "classpath:db/link")
                .load()
                .migrate();
        jdbc = JdbcClient.create((DataSource) source);
        transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    @AfterAll
    static void stop() {
        infrastructure.close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("truncate permits, app_minutes").update();
    }

    @Test
    void neverExceedsTheLimitInAnySixtySecondsAcrossTwoInstances() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int limit = 300;
        SteppedClock clock = new SteppedClock();
        List<PermitBook> instances = List.of(book(limit, clock), book(limit, clock));
        List<Instant> used = new ArrayList<>();
        int[] unused = new int[2];

        for (int step = 0; step < 1_500; step++) {
            clock.advance(Duration.ofMillis(40 + random.nextInt(200)));
            int holder = random.nextInt(2);
            Issue issue = instances
                    .get(holder)
                    .issue(new Ask("replica-" + holder, random.nextInt(4), random.nextInt(40), unused[holder], null));
            unused[holder] = 0;
            for (int permit = 0; permit < issue.total(); permit++) {
                if (random.nextInt(10) == 0) {
                    unused[holder]++;
                } else {
                    used.add(clock.instant().plusMillis(random.nextInt(501)));
                }
            }
        }

        Collections.sort(used);
        assertThat(used.size()).as("the limit is used, not only kept").isGreaterThan(limit * 2);
        for (int first = 0; first + limit < used.size(); first++) {
            assertThat(Duration.between(used.get(first), used.get(first + limit)))
                    .as("calls %d to %d, seed %d", first, first + limit, seed)
                    .isGreaterThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void issuesOneMinutesPermitsOnceToManyThatAskAtOnce() throws Exception {
        SteppedClock clock = new SteppedClock();
        List<PermitBook> instances = List.of(book(100, clock), book(100, clock));
        AtomicInteger issued = new AtomicInteger();
        ExecutorService askers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> asks = new ArrayList<>();
            for (int ask = 0; ask < 200; ask++) {
                int instance = ask % 2;
                asks.add(askers.submit(() -> issued.addAndGet(instances
                        .get(instance)
                        .issue(new Ask("replica-" + instance, 1, 0, 0, null))
                        .total())));
            }
            for (Future<?> ask : asks) {
                ask.get();
            }
        } finally {
            askers.shutdownNow();
        }

        assertThat(issued).hasValue(100);
    }

    @Test
    void issuesAgainWhatWasGivenBack() {
        SteppedClock clock = new SteppedClock();
        PermitBook book = book(100, clock);
        assertThat(book.issue(new Ask("a", 100, 0, 0, null)).total()).isEqualTo(100);
        clock.advance(Duration.ofMillis(400));

        Issue issue = book.issue(new Ask("a", 100, 0, 30, null));

        assertThat(issue.total()).isEqualTo(30);
    }

    @Test
    void believesTheProvidersHeadersWhenTheyLeaveLess() {
        SteppedClock clock = new SteppedClock();
        PermitBook book = book(10_000, clock);

        assertThat(book.issue(new Ask("a", 50, 0, 0, said(20, 0))).total()).isEqualTo(20);
        assertThat(book.issue(new Ask("b", 50, 0, 0, null)).total()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(book.issue(new Ask("b", 50, 0, 0, null)).total()).isEqualTo(1);
        assertThat(book.issue(new Ask("b", 50, 0, 0, said(9_999, 0))).total()).isEqualTo(50);
    }

    @Test
    void countsWhatWasIssuedWhileTheHeaderWasOnItsWay() {
        SteppedClock clock = new SteppedClock();
        PermitBook book = book(10_000, clock);
        assertThat(book.issue(new Ask("a", 40, 0, 0, null)).total()).isEqualTo(40);
        clock.advance(Duration.ofSeconds(4));

        assertThat(book.issue(new Ask("a", 50, 0, 0, said(60, 5_000))).total())
                .as("sent before those 40")
                .isEqualTo(20);
        clock.advance(Duration.ofSeconds(2));
        assertThat(book.issue(new Ask("a", 50, 0, 0, said(25, 0))).total())
                .as("sent after all of them")
                .isEqualTo(25);
    }

    @Test
    void thatNothingIsLeftHoldsForItsMinuteWhateverLateHeadersSay() {
        SteppedClock clock = new SteppedClock();
        PermitBook book = book(10_000, clock);
        assertThat(book.issue(new Ask("a", 0, 0, 0, said(0, 0))).total()).isZero();
        clock.advance(Duration.ofSeconds(3));

        assertThat(book.issue(new Ask("b", 50, 0, 0, said(700, 5_000))).total()).isZero();
        clock.advance(Duration.ofSeconds(56));
        assertThat(book.issue(new Ask("b", 50, 0, 0, said(9_000, 1_000))).total())
                .isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(book.issue(new Ask("b", 50, 0, 0, said(30, 500))).total()).isEqualTo(30);
    }

    private static Reported said(int remaining, long ageMillis) {
        return new Reported(remaining, Duration.ofMillis(ageMillis));
    }

    private static PermitBook book(int limit, Clock clock) {
        return new PermitBook(
                Provider.XERO, limit, jdbc, transactions, clock, new LinkMetrics(new SimpleMeterRegistry()));
    }

    /** Time that passes when the test says so. */
    private static final class SteppedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");

        void advance(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
