package io.ledgersync.link.permit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PermitRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final AppLimit LIMIT = new AppLimit(10_000);

    @Test
    void issuesNoMoreThanA61stOfTheRestInASecond() {
        Issue issue = PermitRule.decide(LIMIT, counted(0, 0), new Ask("a", 0, 1_000, 0, null), NOW);

        assertThat(issue.normal()).isEqualTo(9_800 / 61);
    }

    @Test
    void keepsTheLastTwoHundredthsForPriority() {
        Minute minute = counted(9_800, 0);

        assertThat(PermitRule.decide(LIMIT, minute, new Ask("a", 0, 10, 0, null), NOW)
                        .normal())
                .isZero();
        assertThat(PermitRule.decide(LIMIT, minute, new Ask("a", 500, 10, 0, null), NOW)
                        .priority())
                .isEqualTo(200);
    }

    @Test
    void issuesNoMoreThanTheHeadersLeave() {
        Minute minute = new Minute(100, 0, 5, NOW.minusSeconds(1), 3, NOW.minusMillis(10));

        Issue issue = PermitRule.decide(LIMIT, minute, new Ask("a", 1, 10, 0, null), NOW);

        assertThat(issue.priority()).isEqualTo(1);
        assertThat(issue.normal()).isEqualTo(1);
    }

    @Test
    void asksForNewsOnceASecondWhenTheHeadersLeftSomethingThatIsUsedUp() {
        Minute justAsked = new Minute(100, 0, 5, NOW.minusSeconds(10), 5, NOW.minusMillis(500));
        Minute askedBefore = new Minute(100, 0, 5, NOW.minusSeconds(10), 5, NOW.minusMillis(1_000));

        assertThat(PermitRule.decide(LIMIT, justAsked, new Ask("a", 5, 5, 0, null), NOW)
                        .total())
                .isZero();
        assertThat(PermitRule.decide(LIMIT, askedBefore, new Ask("a", 5, 5, 0, null), NOW)
                        .total())
                .isEqualTo(1);
    }

    @Test
    void waitsAMinuteWhenTheHeadersLeftNothing() {
        Minute lately = new Minute(100, 0, 0, NOW.minusSeconds(59), 0, NOW.minusSeconds(59));
        Minute aMinuteAgo = new Minute(100, 0, 0, NOW.minusSeconds(60), 0, NOW.minusSeconds(60));

        assertThat(PermitRule.decide(LIMIT, lately, new Ask("a", 5, 5, 0, null), NOW)
                        .total())
                .isZero();
        assertThat(PermitRule.decide(LIMIT, aMinuteAgo, new Ask("a", 5, 5, 0, null), NOW)
                        .total())
                .isEqualTo(10);
    }

    @Test
    void issuesWhatIsAskedWhereThereIsNoLimit() {
        Issue issue = PermitRule.decide(new AppLimit(0), counted(0, 0), new Ask("a", 3, 70_000, 0, null), NOW);

        assertThat(issue.total()).isEqualTo(70_003);
    }

    @Test
    void sharesASmallLimitOutOverLongerThanASecond() {
        AppLimit small = new AppLimit(10);

        assertThat(small.withoutPriority()).isEqualTo(9);
        assertThat(small.evenShare()).isEqualTo(1);
        assertThat(small.evenWindow()).isGreaterThan(Duration.ofSeconds(6));
    }

    private static Minute counted(int issued, int normalLately) {
        return new Minute(issued, normalLately, null, Instant.EPOCH, 0, Instant.EPOCH);
    }
}
