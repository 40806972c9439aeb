package io.ledgersync.sandbox.quota;

/**
 * How a call counts.
 *
 * @param batch whether it is a QBO batch
 * @param calls as how many calls it counts in a minute and a day
 * @param refusedToo whether it counts when it is refused
 */
public record Counted(boolean batch, int calls, boolean refusedToo) {

    /** As one call, unless it is refused. */
    public static Counted once(boolean batch) {
        return new Counted(batch, 1, false);
    }
}
