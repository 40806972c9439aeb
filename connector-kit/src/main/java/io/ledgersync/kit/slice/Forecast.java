package io.ledgersync.kit.slice;

import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.Progress;
import io.ledgersync.kit.pull.Usage;
import io.ledgersync.kit.quota.QuotaSettings;
import io.ledgersync.kit.run.HeldRun;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a run is expected to end: the calls that are left, at the pace of the quota that binds or of the calls so far.
 */
public final class Forecast {
    private final QuotaSettings quota;

    public Forecast(QuotaSettings quota) {
        this.quota = quota;
    }

    @Nullable
    Instant end(HeldRun run, Instant now) {
        Conversation talk = run.opened();
        if (talk == null) {
            return null;
        }
        Usage usage = talk.run().usage();
        long done = 0;
        long left = 0;
        boolean known = false;
        for (Progress stream : talk.run().progress()) {
            done += stream.records();
            if (stream.expected() != null
                    && (stream.phase().equals("READING") || stream.phase().equals("PENDING"))) {
                left += Math.max(0, stream.expected() - stream.records());
                known = true;
            }
        }
        if (!known || usage.calls() == 0 || done == 0) {
            return null;
        }
        long calls = Math.max(1, left * usage.calls() / done);
        Duration byMinute = quota.perMinute() == 0
                ? Duration.ZERO
                : Duration.ofMillis(calls * Duration.ofMinutes(1).toMillis() / quota.perMinute());
        Long today = run.organisation().quota().dayRemaining();
        Instant reset = run.organisation().quota().dayResetsAt();
        if (today != null && today < calls) {
            return reset == null ? null : reset.plus(byMinute);
        }
        Duration byAnswers = run.callDuration().multipliedBy(calls).dividedBy(quota.concurrent());
        return now.plus(byMinute.compareTo(byAnswers) > 0 && calls > quota.perMinute() ? byMinute : byAnswers);
    }
}
