package io.ledgersync.kit.quota;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.QuotaReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All limits of one organisation; not thread-safe: it belongs to the loop that owns the organisation. */
public final class OrganisationQuota {
    /**
     * Who owned the organisation before may start calls this long after the take-over: so old may its last commit be.
     */
    private static final Duration LAST_CALLS_OF_A_DEAD_OWNER = Duration.ofSeconds(6);

    private final Windows windows;
    private final DayBudget day;
    private final Refusals refusals;
    private boolean nextIsPriority;

    /**
     * @param saved what the state says; null when it says nothing
     * @param crashed the owner before said nothing of its last calls: its minute counts as just spent and its places as
     *     taken
     */
    public OrganisationQuota(QuotaSettings settings, @Nullable SavedQuota saved, boolean crashed, Instant takenOverAt) {
        Instant unknownBefore = saved == null ? null : saved.unknownCallsUntil();
        windows = new Windows(settings, saved, crashed ? takenOverAt.plus(LAST_CALLS_OF_A_DEAD_OWNER) : unknownBefore);
        day = new DayBudget(
                settings, saved == null ? null : saved.dayRemaining(), saved == null ? null : saved.dayResetsAt());
        if (crashed) {
            day.maySpendUnseen();
        }
        refusals = new Refusals(saved == null ? null : saved.refusal());
    }

    /**
     * Whether a call of this kind may be made now; if so, it is made at once or not at all.
     *
     * @param calls as how many the provider may count it in the minute
     */
    public Admission admit(String kind, int calls, boolean priority, Instant now) {
        if (refusals.admit(now) instanceof Admission.Wait refused) {
            return refused;
        }
        nextIsPriority = priority;
        Admission today = day.admit(priority, windows.awaited(), now);
        return today instanceof Admission.Wait ? today : windows.admit(kind, calls, now);
    }

    /** A call is sent, see {@link #admit}. */
    public Place take(String kind, int calls, Instant now) {
        day.sent(day.probes(nextIsPriority), now);
        return windows.take(kind, calls, now);
    }

    /** Somebody else of ours has just called: whoever links an organisation asks for its name. */
    public void calledByOurs(Instant now) {
        windows.take("call", 1, now).answeredAt(now);
    }

    /** A call was answered: with what the headers say, and with the refusal if it was one. */
    public void answered(Place place, Instant now, QuotaReport report, Fault.@Nullable Throttled throttled) {
        answered(place, now, now, report, throttled);
    }

    /**
     * As {@link #answered(Place, Instant, QuotaReport, Fault.Throttled)}, for an answer that took a while to arrive.
     *
     * @param began when it began to arrive: the provider had counted the call by then
     */
    public void answered(
            Place place, Instant began, Instant now, QuotaReport report, Fault.@Nullable Throttled throttled) {
        place.answeredAt(began);
        if (report.minuteRemaining() != null) {
            windows.reported(report.minuteRemaining(), place, began, now);
        }
        if (report.dayRemaining() != null) {
            day.reported(report.dayRemaining(), place.sentAt(), windows.uncounted(place, now), now);
        }
        if (throttled == null) {
            refusals.answeredWell(place.sentAt());
        } else if (throttled.limit() == Fault.Limit.DAY && day.isLimited()) {
            day.spent(throttled.retryAfter(), now);
        } else {
            refusals.refused(throttled, place.sentAt(), now);
        }
    }

    /** The call is over and says nothing: it was never sent, or its answer broke off after it had begun to arrive. */
    public void over(Place place, Instant at) {
        place.answeredAt(at);
    }

    /** No answer came: the provider may still be at it, so the place stays taken until the call's deadline. */
    public void abandoned(Place place, Instant now) {
        place.abandon();
        if (!now.isBefore(place.deadline())) {
            place.answeredAt(now);
        }
    }

    /** No call counts any more: what was saved last says everything. */
    public boolean quiet(Instant now) {
        return windows.quiet(now) && refusals.over(now);
    }

    /** All that whoever owns the organisation next must know. */
    public SavedQuota saved(Instant now) {
        return new SavedQuota(
                callsMade(now),
                inFlight(now),
                day.remaining(),
                day.resetsAt(),
                refusals.saved(),
                windows.unknownCallsUntil(now));
    }

    /** Answered calls that hold a place in the minute's window. */
    public List<CallInFlight> callsMade(Instant now) {
        return windows.made(now);
    }

    /** Calls without an answer. */
    public List<CallInFlight> inFlight(Instant now) {
        return windows.inFlight(now);
    }

    /** Calls left today; null where unknown or not limited. */
    public @Nullable Long dayRemaining() {
        return day.remaining();
    }

    /** Calls left in this minute; null where not limited. */
    public @Nullable Long minuteRemaining(Instant now) {
        return windows.minuteRemaining(now);
    }

    /** When the day begins anew; null while unknown. */
    public @Nullable Instant dayResetsAt() {
        return day.resetsAt();
    }
}
