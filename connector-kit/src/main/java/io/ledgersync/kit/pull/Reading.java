package io.ledgersync.kit.pull;

import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.Walk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream's way through a run, as an immutable value:
 *
 * <pre>
 * PENDING ──► READING ──► RESTING ──► (swept) READING … ──► COMPARING ──► DONE
 *                │                                              │
 *                └──────────── refused: a gap ──────────────────┴───────► DONE
 * </pre>
 *
 * @param number which walk of this stream it is, so that the answer to a question of an earlier one is known as late;
 *     not in cursors
 * @param walk the walk that is open or was last finished; null before the first
 * @param found the walk published something
 * @param began the place in the client's changes before the walk's first record; null before its first answer
 * @param gap why the stream could not be read to its end; null when it could
 * @param comparison how far it is compared; null while it is not
 */
record Reading(
        LedgerStream stream,
        int number,
        State state,
        @Nullable Walk walk,
        boolean found,
        @Nullable Sequence began,
        Wholeness whole,
        Tally tally,
        @Nullable Gap gap,
        @Nullable Comparison comparison) {

    enum State {
        PENDING,
        READING,
        RESTING,
        COMPARING,
        DONE
    }

    static Reading pending(LedgerStream stream, boolean again) {
        return new Reading(
                stream, 0, State.PENDING, null, false, null, Wholeness.none(again), Tally.NOTHING, null, null);
    }

    /** The questions that it has open. */
    List<Question> open() {
        Walk asking = asking();
        return asking == null ? List.of() : asking.ready();
    }

    /** The walk that asks now. */
    @Nullable
    Walk asking() {
        return switch (state) {
            case READING -> walk;
            case COMPARING -> comparison == null ? null : comparison.confirm();
            case PENDING, RESTING, DONE -> null;
        };
    }

    Reading begun(Walk next) {
        return new Reading(stream, number + 1, State.READING, next, false, null, whole, tally, gap, null).settled();
    }

    /** The same after an answer that was worth {@code published} records. */
    Reading went(Walk next, int published, boolean swept, Sequence at) {
        if (state == State.COMPARING && comparison != null) {
            return next.done()
                    ? comparing(comparison.goneOn(comparison.next()), published)
                    : confirmed(comparison.confirming(next, comparison.next()), published);
        }
        Tally counted = tally.plus(published).expecting(swept ? null : next.expected());
        Sequence first = began == null ? at : began;
        return new Reading(stream, number, state, next, found || published > 0, first, whole, counted, gap, comparison)
                .settled();
    }

    private Reading settled() {
        if (state != State.READING || walk == null || !walk.done()) {
            return this;
        }
        Wholeness now = walk.whole() && began != null ? whole.read(began, walk.severalPages()) : whole;
        return new Reading(stream, number, State.RESTING, walk, found, began, now, tally, gap, null);
    }

    /** The same on its way to compare, or done when there is nothing that may be compared. */
    Reading rested(boolean firstRun) {
        return gap == null && whole.comparable(firstRun) ? comparing(Comparison.of(0), 0) : done(gap);
    }

    /** Whether a key that it did not see must be confirmed: a dead letter may be what it did not see. */
    boolean confirms() {
        return whole.several() || tally.deadLetters() > 0;
    }

    /** The same with keys that are being confirmed, and the page of keys after them. */
    Reading confirming(Walk confirm, @Nullable String nextPage) {
        Comparison now = comparison == null ? Comparison.of(0) : comparison;
        return comparing(confirm.done() ? now.goneOn(nextPage) : now.confirming(confirm, nextPage), 0);
    }

    /** The same with keys that were deleted, and the page of keys after them. */
    Reading deleted(int published, @Nullable String nextPage) {
        Comparison now = comparison == null ? Comparison.of(0) : comparison;
        return comparing(now.goneOn(nextPage), published);
    }

    /** The same walk of confirming goes on: answers to its other questions are not late. */
    private Reading confirmed(Comparison going, int published) {
        return new Reading(stream, number, state, walk, found, began, whole, tally.plus(published), gap, going);
    }

    private Reading comparing(Comparison next, int published) {
        boolean over = next.type() >= stream.sourceTypes().size();
        State then = over ? State.DONE : State.COMPARING;
        return new Reading(
                stream, number + 1, then, walk, found, began, whole, tally.plus(published), gap, over ? null : next);
    }

    Reading done(@Nullable Gap why) {
        return new Reading(stream, number, State.DONE, walk, found, began, whole, tally, why, null);
    }

    /** The same with one record less and, where it was not one before, one dead letter more. */
    Reading deadLettered(boolean first) {
        return new Reading(stream, number, state, walk, found, began, whole, tally.dead(first), gap, comparison);
    }

    /** The last walk met what the reading before it did not: a list that is always read whole publishes old and new. */
    boolean foundInTheEnd() {
        if (stream.report()) {
            return false;
        }
        return stream.alwaysWhole() ? stream.proves() && walk != null && walk.done() && walk.changed() : found;
    }

    /** Whether the provider has answered a question of it. */
    boolean answered() {
        return began != null || whole.since() != null || (walk != null && walk.done());
    }

    /**
     * Where the next incremental reading begins: unchanged where this one has a gap, unless its gap is dead letters.
     */
    @Nullable
    String watermark(@Nullable String before) {
        return gap != null || walk == null || !walk.done() ? before : walk.watermark();
    }
}
