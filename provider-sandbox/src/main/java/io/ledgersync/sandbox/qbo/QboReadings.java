package io.ledgersync.sandbox.qbo;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How the simulator reads what is unconfirmed of the real QuickBooks Online.
 *
 * @param inclusiveEdge whether the change calls give what changed in the very moment
 * @param capPerBatch whether 1,000 objects are the most of a whole batch, not of each item
 * @param changes how the change calls list
 * @param shuffledBatches whether a batch's items are answered in an order of chance
 * @param stableTies whether rows that a query's order does not tell apart come in the same order in every call
 * @param refusals how calls are refused for their number
 * @param counting as how many calls one counts in which questions travel together
 * @param bareZone where a time without an offset is meant
 * @param gzip whether answers are packed for who accepts it
 */
public record QboReadings(
        boolean inclusiveEdge,
        boolean capPerBatch,
        ChangeLists changes,
        boolean shuffledBatches,
        boolean stableTies,
        Refusals refusals,
        Counting counting,
        ZoneId bareZone,
        boolean gzip) {
    /** What the simulator does unless it is told otherwise. */
    public static final QboReadings USUAL = new QboReadings(
            true,
            true,
            new ChangeLists(false, false, Untold.TOLD),
            false,
            true,
            new Refusals(false, false, false),
            new Counting(false, false),
            ZoneOffset.UTC,
            true);

    /** What the change calls make of entities of which nobody says whether they know them. */
    public enum Untold {
        TOLD,
        LEFT_OUT,
        REFUSED
    }

    /**
     * How the change calls list.
     *
     * @param capPerEntity whether 1,000 objects are the most of each entity, not of the whole answer
     * @param descending whether the last change comes first
     * @param untold what becomes of CreditCardPayment, Budget, CompanyInfo and Preferences
     */
    public record ChangeLists(boolean capPerEntity, boolean descending, Untold untold) {}

    /**
     * How calls are refused for their number.
     *
     * @param retryAfter whether it says to wait 60 seconds
     * @param json whether the body is JSON, not XML
     * @param count whether a refused call counts all the same
     */
    public record Refusals(boolean retryAfter, boolean json, boolean count) {}

    /**
     * As how many calls one counts in which questions travel together.
     *
     * @param itemsInMinute whether a batch counts in the minute as as many as it has items
     * @param questionsInMonth whether a batch and a change call are metered as as many as they have items and lists
     */
    public record Counting(boolean itemsInMinute, boolean questionsInMonth) {}

    public QboReadings withInclusiveEdge(boolean is) {
        return with(is, capPerBatch, changes, refusals);
    }

    public QboReadings withCapPerBatch(boolean is) {
        return with(inclusiveEdge, is, changes, refusals);
    }

    public QboReadings withChangesCapPerEntity(boolean is) {
        return with(inclusiveEdge, capPerBatch, new ChangeLists(is, changes.descending(), changes.untold()), refusals);
    }

    public QboReadings withChangesDescending(boolean is) {
        return with(
                inclusiveEdge, capPerBatch, new ChangeLists(changes.capPerEntity(), is, changes.untold()), refusals);
    }

    public QboReadings withUntoldChanges(Untold untold) {
        ChangeLists lists = new ChangeLists(changes.capPerEntity(), changes.descending(), untold);
        return with(inclusiveEdge, capPerBatch, lists, refusals);
    }

    public QboReadings withRetryAfter(boolean is) {
        return with(inclusiveEdge, capPerBatch, changes, new Refusals(is, refusals.json(), refusals.count()));
    }

    public QboReadings withRefusalsInJson(boolean is) {
        return with(inclusiveEdge, capPerBatch, changes, new Refusals(refusals.retryAfter(), is, refusals.count()));
    }

    public QboReadings withRefusedCount(boolean is) {
        return with(inclusiveEdge, capPerBatch, changes, new Refusals(refusals.retryAfter(), refusals.json(), is));
    }

    public QboReadings withShuffledBatches(boolean are) {
        return new QboReadings(
                inclusiveEdge, capPerBatch, changes, are, stableTies, refusals, counting, bareZone, gzip);
    }

    public QboReadings withStableTies(boolean are) {
        return new QboReadings(
                inclusiveEdge, capPerBatch, changes, shuffledBatches, are, refusals, counting, bareZone, gzip);
    }

    public QboReadings withBatchCountsItems(boolean counts) {
        return with(new Counting(counts, counting.questionsInMonth()));
    }

    public QboReadings withMonthCountsQuestions(boolean counts) {
        return with(new Counting(counting.itemsInMinute(), counts));
    }

    private QboReadings with(Counting counts) {
        return new QboReadings(
                inclusiveEdge, capPerBatch, changes, shuffledBatches, stableTies, refusals, counts, bareZone, gzip);
    }

    public QboReadings withBareZone(ZoneId zone) {
        return new QboReadings(
                inclusiveEdge, capPerBatch, changes, shuffledBatches, stableTies, refusals, counting, zone, gzip);
    }

    public QboReadings withGzip(boolean packs) {
        return new QboReadings(
                inclusiveEdge, capPerBatch, changes, shuffledBatches, stableTies, refusals, counting, bareZone, packs);
    }

    private QboReadings with(boolean edge, boolean perBatch, ChangeLists lists, Refusals refused) {
        return new QboReadings(edge, perBatch, lists, shuffledBatches, stableTies, refused, counting, bareZone, gzip);
    }
}
