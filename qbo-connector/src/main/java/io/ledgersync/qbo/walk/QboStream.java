package io.ledgersync.qbo.walk;

import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.qbo.ask.QboList;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The stream of one of QuickBooks' lists: read whole first, by its changes after that.
 *
 * @param clock tells when changes lie too far back to be asked for
 */
public record QboStream(QboList list, Clock clock) implements LedgerStream {
    /** QuickBooks looks back thirty days; the run must get there in time. */
    private static final Duration LOOK_BACK = Duration.ofDays(29);
    /** Pages of a list that takes long to read. */
    private static final int LONG = 20;

    @Override
    public String name() {
        return list.entity();
    }

    @Override
    public List<String> sourceTypes() {
        return List.of(list.entity());
    }

    @Override
    public LedgerKind<?> kind() {
        return list.kind();
    }

    @Override
    public boolean alwaysWhole() {
        return list.whole();
    }

    /** The ledger's balances are worked out of all transactions; one change call asks for those of nearly all lists. */
    @Override
    public boolean proves() {
        return list.posts();
    }

    /** A watermark that cannot be read is none: the list is then read whole, which is always right. */
    @Override
    public Walk begin(@Nullable String watermark) {
        if (list.whole()) {
            return InOneAnswer.of(list, watermark);
        }
        Instant since = instant(watermark);
        return since == null ? ByCreation.everything(list, SeenRows.NONE) : changes(since, SeenRows.NONE, false);
    }

    @Override
    public Walk sweep(Walk walked) {
        Course course = ((QboWalk) walked).course();
        if (list.whole()) {
            return InOneAnswer.again(course);
        }
        // What changed while a long list was read overflows an answer that it shares: it would be asked again alone.
        return changes(course.sweepEdge(), course.seen(), course.pages() >= LONG);
    }

    private Walk changes(Instant since, SeenRows seen, boolean alone) {
        return tooOld(since) ? ByCreation.everything(list, seen) : ByChanges.since(list, since, seen, alone);
    }

    private boolean tooOld(Instant since) {
        return since.isBefore(clock.instant().minus(LOOK_BACK));
    }

    @Override
    public Walk confirm(String sourceType, List<String> sourceIds) {
        return ById.of(list, sourceIds);
    }

    @Override
    public Walk resume(JsonNode cursor) {
        try {
            String walk = cursor.path("walk").asString("");
            Course course = Course.of(list, cursor);
            return switch (walk) {
                case "in one answer" -> InOneAnswer.of(course, cursor);
                case "by creation" -> ByCreation.of(course, cursor);
                case "by changes" -> changes(course, cursor);
                default -> throw new IllegalArgumentException("the walk \"" + walk + "\" is unknown or has no cursor");
            };
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("a cursor of " + name() + " names a moment that is none", unreadable);
        }
    }

    /** A run that was paused for weeks cannot ask any more for what changed before. */
    private Walk changes(Course course, JsonNode cursor) {
        ByChanges walk = ByChanges.of(course, Instant.parse(cursor.path("since").asString("")), cursor);
        return !walk.done() && tooOld(walk.since()) ? ByCreation.everything(list, SeenRows.NONE) : walk;
    }

    private static @Nullable Instant instant(@Nullable String watermark) {
        try {
            return watermark == null ? null : Instant.parse(watermark);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
