package io.ledgersync.kit.call;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.Reply;
import io.ledgersync.kit.Row;
import io.ledgersync.kit.http.AnswerMemory;
import io.ledgersync.kit.http.Delivery;
import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.Harvest;
import io.ledgersync.kit.pull.Heard;
import io.ledgersync.kit.quota.AppPermits;
import io.ledgersync.kit.quota.OrganisationQuota;
import io.ledgersync.kit.quota.Place;
import io.ledgersync.kit.run.End;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.Rota;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.kit.slice.ChangeWriter;
import io.ledgersync.kit.slice.CommitPace;
import io.ledgersync.kit.slice.ConnectorMetrics;
import io.ledgersync.kit.slice.Containment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of an answer: its place is free, its run goes on, what it brought waits for the next commit. */
public final class Receiver {
    /** A call that has no answer by then is seen as hanging. */
    private static final Duration HANGS = Duration.ofSeconds(10);

    private final Line line;
    private final RunBook book;
    private final Rota rota;
    private final LeaseBook leases;
    private final @Nullable AppPermits permits;
    private final ChangeWriter changes;
    private final CommitPace pace;
    private final Containment containment;
    private final ConnectorMetrics metrics;
    private final Clock clock;
    private final Set<HeldRun> calling = new HashSet<>();
    /** Calls in flight that do not hang, and when each was sent; the oldest first. */
    private final Map<Place, Instant> lively = new LinkedHashMap<>();

    private int inFlight;
    private long uncommitted;

    public Receiver(
            Line line,
            RunBook book,
            Rota rota,
            LeaseBook leases,
            @Nullable AppPermits permits,
            ChangeWriter changes,
            CommitPace pace,
            Containment containment,
            ConnectorMetrics metrics,
            Clock clock) {
        this.line = line;
        this.book = book;
        this.rota = rota;
        this.leases = leases;
        this.permits = permits;
        this.changes = changes;
        this.pace = pace;
        this.containment = containment;
        this.metrics = metrics;
        this.clock = clock;
    }

    void sent(Call call) {
        inFlight++;
        calling.add(call.run());
        lively.put(call.place(), call.sentAt());
    }

    /** Calls in flight that were sent lately: what hangs for longer does not count against others. */
    int lively(Instant now) {
        Instant hanging = now.minus(HANGS);
        for (Iterator<Instant> sent = lively.values().iterator();
                sent.hasNext() && sent.next().isBefore(hanging); ) {
            sent.remove();
        }
        return lively.size();
    }

    /** The runs that have calls in flight. */
    Set<HeldRun> calling() {
        return calling;
    }

    public int inFlight() {
        return inFlight;
    }

    void arrived(Call call, Delivery delivery) {
        Instant now = clock.instant();
        HeldRun run = call.run();
        inFlight--;
        lively.remove(call.place());
        run.answered();
        if (run.callsInFlight() == 0) {
            calling.remove(run);
        }
        if (delivery instanceof Delivery.Replied replied) {
            replied(call, replied, now);
        } else if (delivery instanceof Delivery.TooLarge) {
            run.organisation().quota().answered(call.place(), now, QuotaReport.SILENT, null);
            whileLive(run, () -> talk(run).tooLarge(call.turn(), now, run.place()));
        } else if (delivery instanceof Delivery.Failed failed) {
            failed(call.place(), failed, run.organisation().quota(), now);
            metrics.callFailed();
            whileLive(run, () -> talk(run).failed(call.turn(), failed.fault(), now));
        }
        // The place is free for every run of the organisation.
        book.current(run.organisation()).ifPresent(organisation -> {
            book.changed(organisation);
            rota.wake(organisation.held());
        });
    }

    private static void failed(Place place, Delivery.Failed failed, OrganisationQuota quota, Instant now) {
        Instant began = failed.unsent() ? now : failed.began();
        if (began == null) {
            quota.abandoned(place, now);
        } else {
            quota.over(place, began);
        }
    }

    private void whileLive(HeldRun run, Runnable work) {
        if (run.live()) {
            run.touch();
            containment.during(run, work);
        }
    }

    private void replied(Call call, Delivery.Replied replied, Instant now) {
        HeldRun run = call.run();
        Heard heard = Heard.of(line.connector(), call.turn().exchange(), replied.reply());
        run.organisation().quota().answered(call.place(), replied.began(), now, heard.quota(), heard.throttled());
        metrics.called(replied.reply().took(), heard.throttled() != null);
        if (permits != null) {
            report(permits, heard, call.sentAt());
        }
        if (!run.live()) {
            line.memory().release(replied.weight());
            return;
        }
        uncommitted += replied.weight();
        run.answeredIn(Duration.between(call.sentAt(), now));
        whileLive(run, () -> heard(call, heard, bytes(replied.reply()), now));
        if (full()) {
            pace.urgent();
        }
    }

    /** What is left of the app's minute; a refusal that names it says that nothing is. */
    private static void report(AppPermits permits, Heard heard, Instant sentAt) {
        Integer remaining = heard.quota().appMinuteRemaining();
        Fault.Throttled throttled = heard.throttled();
        if (throttled != null && throttled.limit() == Fault.Limit.APP_MINUTE) {
            permits.report(0, sentAt);
        } else if (remaining != null) {
            permits.report(remaining, sentAt);
        }
    }

    private void heard(Call call, Heard heard, long bytes, Instant now) {
        HeldRun run = call.run();
        Harvest harvest = talk(run).heard(call.turn(), heard, bytes, now, run.place());
        changes.write(run, talk(run), harvest.found(), now);
        settle(call, heard, harvest.fatal(), run);
        if (run.priority() && !harvest.found().isEmpty()) {
            pace.urgent();
        }
    }

    private static long bytes(Reply reply) {
        long bytes = reply.text().length();
        for (Row row : reply.rows()) {
            bytes += row.json().length;
        }
        return bytes;
    }

    private void settle(Call call, Heard heard, Fault.@Nullable Fatal fatal, HeldRun run) {
        if (heard.tokenRefused()) {
            if (!leases.refused(run.connectionId(), call.token())) {
                containment.end(run, new End.Failed("AUTH_FAILED", "The provider refused a fresh access token"));
                return;
            }
        } else if (heard.outcomes().stream().anyMatch(Answer.class::isInstance)) {
            leases.taken(run.connectionId(), call.token());
        }
        if (fatal != null) {
            containment.end(run, new End.Failed(fatal.code(), fatal.detail()));
        } else if (talk(run).run().done()) {
            containment.end(run, new End.Completed());
        }
    }

    private Conversation talk(HeldRun run) {
        Conversation talk = run.opened();
        if (talk == null) {
            throw new IllegalStateException("an answer for run " + run.runId() + ", which has asked nothing");
        }
        return talk;
    }

    /** Whether the answers that wait are enough for a commit: what unfinished ones hold is no room for them. */
    public boolean full() {
        AnswerMemory memory = line.memory();
        return pace.full(uncommitted, Math.max(0, memory.capacity() - memory.unfinished()));
    }

    /** What was answered is committed, or forgotten: its memory is free. */
    public void releaseAnswers() {
        line.memory().release(uncommitted);
        uncommitted = 0;
    }
}
