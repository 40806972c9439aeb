package io.ledgersync.kit.quota;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place that a call takes in its organisation's windows. */
public final class Place {
    /** One of a batch's items, where the batch itself is another place. */
    static final String ITEM = "item";

    private final String kind;
    private final int calls;
    private final Instant sentAt;
    private final Instant deadline;
    /** When the place in the minute's window becomes free; null while there is no answer. */
    private @Nullable Instant freeAt;

    private boolean awaited;

    /** @param calls as how many the provider may count it in the minute */
    Place(String kind, int calls, Instant sentAt, Instant deadline) {
        this.kind = kind;
        this.calls = calls;
        this.sentAt = sentAt;
        this.deadline = deadline;
    }

    static Place awaited(String kind, int calls, Instant sentAt, Instant deadline) {
        Place place = new Place(kind, calls, sentAt, deadline);
        place.awaited = true;
        return place;
    }

    static Place answered(CallInFlight made) {
        Place place = new Place(made.kind(), 1, made.sentAt(), made.deadline());
        place.freeAt = made.deadline();
        return place;
    }

    String kind() {
        return kind;
    }

    int calls() {
        return calls;
    }

    Instant sentAt() {
        return sentAt;
    }

    Instant deadline() {
        return deadline;
    }

    void answeredAt(Instant now) {
        freeAt = now.plus(Windows.MINUTE);
    }

    /** Its answer will never come. */
    void abandon() {
        awaited = false;
    }

    boolean awaited() {
        return awaited && freeAt == null;
    }

    /** A call of ours is until we know better: what its body waited for memory is not counted in its deadline. */
    boolean inFlight(Instant now) {
        return awaited() || freeAt == null && now.isBefore(deadline);
    }

    /**
     * When the minute's window has room for another call in its stead, were it answered at its deadline at the latest.
     */
    Instant freeAt() {
        return freeAt != null ? freeAt : deadline.plus(Windows.MINUTE);
    }

    /** When it was answered; without an answer its deadline, when nobody waits for one any more. */
    Instant answered() {
        return freeAt().minus(Windows.MINUTE);
    }

    CallInFlight asMade() {
        return new CallInFlight(sentAt, freeAt(), kind);
    }

    /** What it may count in the minute besides itself. */
    List<CallInFlight> items() {
        return Collections.nCopies(calls - 1, new CallInFlight(sentAt, freeAt(), ITEM));
    }

    CallInFlight asInFlight() {
        return new CallInFlight(sentAt, deadline, kind);
    }
}
