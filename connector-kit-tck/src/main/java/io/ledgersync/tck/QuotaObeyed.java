package io.ledgersync.tck;

import io.ledgersync.sandbox.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Who shares a quota with others is told to wait now and then, and waits: no more calls are refused one after the other
 * than were under way when the first was. Half a minute tells who goes on calling from who is told to wait in two of
 * the provider's minutes, a little less than a minute apart.
 */
final class QuotaObeyed implements Guarantee {
    private static final Duration ONE_AFTER_THE_OTHER = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;

    private final int sideBySide;

    /** @param sideBySide how many calls may be under way */
    QuotaObeyed(int sideBySide) {
        this.sideBySide = sideBySide;
    }

    @Override
    public List<String> broken(Trial trial) {
        List<String> broken = new ArrayList<>();
        Deque<Instant> refused = new ArrayDeque<>();
        for (Call call : trial.sandbox().query().calls(trial.organisationId())) {
            if (call.status() == TOO_MANY) {
                refused.addLast(call.at());
                while (!refused.getFirst().plus(ONE_AFTER_THE_OTHER).isAfter(call.at())) {
                    refused.removeFirst();
                }
                if (refused.size() > sideBySide) {
                    broken.add(call.target() + " at " + call.at() + " is the " + refused.size()
                            + "th refused in half a minute");
                }
            }
        }
        return broken;
    }
}
