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
 * @param number which walk of this stream it is, so that the answer to a question of an earlier one is known as late; not in cursors
 * @param walk the walk that is open or was last finished; null before the first
 * @param found the walk published something
 * @param began the place in the client's changes before the walk's first record; null before its first answer
 * @param since the same of the last whole walk; null when there was none
 * @param several that whole walk took several answers
 * @param again the stream was begun again inside the run, so what an earlier walk published may be gone
 * @param deadLetters records that could not be taken over
 * @param gap why the stream could not be read to its end; null when it could
 */
record Reading(
        LedgerStream stream,
        int number,
        State state,
        @Nullable Walk walk,
        boolean found,
        @Nullable Sequence began,
        @Nullable Sequence since,
        boolean several,
        boolean again,
        long records,
        @Nullable Long expected,
        long deadLetters,
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
        return new Reading(stream, 0, State.PENDING, null, false, null, null, false, again, 0, null, 0, null, null);
    }

    /** The questions that it has open. */
    List<Question> open() {
        Walk asking = asking();
        return asking == null ? List.of() : asking.ready();
    }

    /** The walk that asks now. */
    @Nullable Walk asking() {
        return switch (state) {
            case READING -> walk;
            case COMPARING -> comparison == null ? null : comparison.confirm();
            case PENDING, RESTING, DONE -> null;
        };
    }

    Reading begun(Walk next) {
        return new Reading(
                        stream, number + 1, State.READING, next, false, null, since, several, again, records, expected, deadLetters, gap, null)
                .settled();
    }

    /** The same after an answer that was worth {@code published} records. */
    Reading went(Walk next, int published, boolean swept, Sequence at) {
        if (state == State.COMPARING && comparison != null) {
            Comparison going = next.done() ? comparison.goneOn(comparison.next()) : comparison.confirming(next, comparison.next());
            return comparing(going, records + published);
        }
        Long foreseen = swept ? expected : next.expected();
        return new Reading(
                        stream,
                        number,
                        state,
                        next,
                        found || published > 0,
                        began == null ? at : began,
                        since,
                        several,
                        again,
                        records + published,
                        foreseen == null ? expected : foreseen,
                        deadLetters,
                        gap,
                        comparison)
                .settled();
    }

    /** The same with another way to ask. */
    Reading turned(Walk next, boolean swept, Sequence at) {
        return went(next, 0, swept, at);
    }

    private Reading settled() {
        if (state != State.READING || walk == null || !walk.done()) {
            return this;
        }
        boolean whole = walk.whole() && began != null;
        return new Reading(
                stream,
                number,
                State.RESTING,
                walk,
                found,
                began,
                whole ? began : since,
                whole ? walk.severalPages() : several,
                again,
                records,
                expected,
                deadLetters,
                gap,
                null);
    }

    /** The same on its way to compare, or done when there is nothing that may be compared. */
    Reading rested(boolean firstRun) {
        boolean nothingBefore = firstRun && !again;
        return since == null || deadLetters > 0 || gap != null || nothingBefore ? done(gap) : comparing(Comparison.of(0), records);
    }

    /** The same with these keys missing in the reading and the page of keys after them. */
    Reading confirming(Walk confirm, @Nullable String nextPage) {
        Comparison now = comparison == null ? Comparison.of(0) : comparison;
        return confirm.done() ? comparing(now.goneOn(nextPage), records) : comparing(now.confirming(confirm, nextPage), records);
    }

    Reading deleted(int published, @Nullable String nextPage) {
        Comparison now = comparison == null ? Comparison.of(0) : comparison;
        return comparing(now.goneOn(nextPage), records + published);
    }

    private Reading comparing(Comparison next, long counted) {
        boolean over = next.type() >= stream.sourceTypes().size();
        return new Reading(
                stream,
                number + 1,
                over ? State.DONE : State.COMPARING,
                walk,
                found,
                began,
                since,
                several,
                again,
                counted,
                expected,
                deadLetters,
                gap,
                over ? null : next);
    }

    Reading done(@Nullable Gap why) {
        return new Reading(
                stream, number, State.DONE, walk, found, began, since, several, again, records, expected, deadLetters, why, null);
    }

    /** The same with one record less and one dead letter more; it compares nothing any more. */
    Reading deadLettered() {
        boolean comparing = state == State.COMPARING;
        return new Reading(
                stream,
                number,
                comparing ? State.DONE : state,
                walk,
                found,
                began,
                since,
                several,
                again,
                Math.max(0, records - 1),
                expected,
                deadLetters + 1,
                gap,
                comparing ? null : comparison);
    }

    /** Where the next incremental reading begins: unchanged where this one has a gap, unless its gap is dead letters. */
    @Nullable String watermark(@Nullable String before) {
        return gap != null || walk == null || !walk.done() ? before : walk.watermark();
    }
}
