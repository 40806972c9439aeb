package io.ledgersync.link.permit;

import io.ledgersync.link.DatabaseTime;
import io.ledgersync.link.LinkMetrics;
import io.ledgersync.link.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Issues permits for one provider's app, one asker at a time over all replicas: the book is a table, and its lock the
 * row of the app's minute.
 */
public final class PermitBook {
    private static final long TENTH_MILLIS = 100;
    /** A permit is used or given back within half a second, and that is said with the next asking. */
    private static final Duration GIVEN_BACK_WITHIN = Duration.ofSeconds(3);

    private final Provider provider;
    private final AppLimit limit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final LinkMetrics metrics;

    /** @param clock one that all replicas share */
    public PermitBook(
            Provider provider,
            int perMinute,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            LinkMetrics metrics) {
        this.provider = provider;
        this.limit = new AppLimit(perMinute);
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Permits for as much of the wish as the minute allows. */
    public Issue issue(Ask ask) {
        Issue issue = limit.none()
                ? PermitRule.decide(limit, new Minute(0, 0, null, Instant.EPOCH, 0, Instant.EPOCH), ask, Instant.EPOCH)
                : transactions.execute(status -> issueLocked(ask));
        metrics.permits(provider, issue.priority(), issue.normal());
        return issue;
    }

    private Issue issueLocked(Ask ask) {
        Instant lastIssued = lock();
        Instant clockSays = clock.instant();
        // A clock that was set back must not make permits of the past count again.
        Instant now = clockSays.isBefore(lastIssued) ? lastIssued : clockSays;
        forgetWhatCountsNoMore(now);
        takeBack(ask, now);
        report(ask, now);
        Issue issue = PermitRule.decide(limit, minute(now), ask, now);
        if (issue.total() > 0) {
            record(ask.holder(), issue, now);
        }
        return issue;
    }

    private Instant lock() {
        jdbc.sql("insert into app_minutes (provider) values (:provider) on conflict do nothing")
                .param("provider", provider.name())
                .update();
        return jdbc.sql("select last_issued_at from app_minutes where provider = :provider for update")
                .param("provider", provider.name())
                .query((row, number) -> DatabaseTime.at(row, "last_issued_at"))
                .single();
    }

    private void forgetWhatCountsNoMore(Instant now) {
        jdbc.sql("delete from permits where provider = :provider and tenth < :before")
                .param("provider", provider.name())
                // The tenth of a second has to be over for as long as a permit counts.
                .param("before", tenth(now.minus(AppLimit.COUNTS)))
                .update();
    }

    /**
     * From the oldest that the holder may still have had: of the permits that count, as many as were used go on
     * counting for at least as long as they should.
     */
    private void takeBack(Ask ask, Instant now) {
        record Row(long tenth, int priority, int normal) {}
        int left = ask.givenBack();
        if (left <= 0) {
            return;
        }
        List<Row> rows = jdbc.sql("select tenth, priority, normal from permits"
                        + " where provider = :provider and holder = :holder and tenth >= :since order by tenth")
                .param("provider", provider.name())
                .param("holder", ask.holder())
                .param("since", tenth(now.minus(GIVEN_BACK_WITHIN)))
                .query((row, number) -> new Row(row.getLong("tenth"), row.getInt("priority"), row.getInt("normal")))
                .list();
        int returned = 0;
        for (Row row : rows) {
            int normal = Math.min(left, row.normal());
            int priority = Math.min(left - normal, row.priority());
            left -= normal + priority;
            returned += normal + priority;
            jdbc.sql("update permits set priority = priority - :priority, normal = normal - :normal"
                            + " where provider = :provider and tenth = :tenth and holder = :holder")
                    .param("priority", priority)
                    .param("normal", normal)
                    .param("provider", provider.name())
                    .param("tenth", row.tenth())
                    .param("holder", ask.holder())
                    .update();
        }
        jdbc.sql(
                        "update app_minutes set issued_since = greatest(issued_since - :returned, 0) where provider = :provider")
                .param("returned", returned)
                .param("provider", provider.name())
                .update();
    }

    /**
     * What was issued since the call was sent is not in its header, nor what may have been used later than that; a
     * little of that counts twice, rather than never. That nothing is left holds for its minute: headers that say
     * otherwise come from calls that were counted before.
     */
    private void report(Ask ask, Instant now) {
        Reported reported = ask.reported();
        if (reported == null) {
            return;
        }
        jdbc.sql("update app_minutes set reported = :remaining, reported_at = :now, issued_since ="
                        + " (select coalesce(sum(priority + normal), 0) from permits"
                        + " where provider = :provider and tenth >= :since)"
                        + " where provider = :provider"
                        + " and (:remaining = 0 or reported is null or reported > 0 or reported_at <= :over)")
                .param("remaining", reported.remaining())
                .param("now", DatabaseTime.of(now))
                .param("since", tenth(now.minus(reported.age()).minus(Issue.VALID)))
                .param("over", DatabaseTime.of(now.minus(PermitRule.REPORT_HOLDS)))
                .param("provider", provider.name())
                .update();
    }

    private Minute minute(Instant now) {
        return jdbc.sql("select reported, reported_at, issued_since, last_issued_at,"
                        + " (select coalesce(sum(priority + normal), 0) from permits p where p.provider = m.provider) issued,"
                        + " (select coalesce(sum(normal), 0) from permits p where p.provider = m.provider and tenth >= :lately) lately"
                        + " from app_minutes m where provider = :provider")
                .param("lately", tenth(now.minus(limit.evenWindow())))
                .param("provider", provider.name())
                .query((row, number) -> new Minute(
                        row.getInt("issued"),
                        row.getInt("lately"),
                        row.getObject("reported", Integer.class),
                        DatabaseTime.at(row, "reported_at"),
                        row.getInt("issued_since"),
                        DatabaseTime.at(row, "last_issued_at")))
                .single();
    }

    private void record(String holder, Issue issue, Instant now) {
        jdbc.sql(
                        "insert into permits (provider, tenth, holder, priority, normal) values (:provider, :tenth, :holder, :priority, :normal)"
                                + " on conflict (provider, tenth, holder) do update set"
                                + " priority = permits.priority + excluded.priority, normal = permits.normal + excluded.normal")
                .param("provider", provider.name())
                .param("tenth", tenth(now))
                .param("holder", holder)
                .param("priority", issue.priority())
                .param("normal", issue.normal())
                .update();
        jdbc.sql(
                        "update app_minutes set issued_since = issued_since + :issued, last_issued_at = :now where provider = :provider")
                .param("issued", issue.total())
                .param("now", DatabaseTime.of(now))
                .param("provider", provider.name())
                .update();
    }

    private static long tenth(Instant moment) {
        return Math.floorDiv(moment.toEpochMilli(), TENTH_MILLIS);
    }
}
