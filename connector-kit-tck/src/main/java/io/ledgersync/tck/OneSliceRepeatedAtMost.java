package io.ledgersync.tck;

import io.ledgersync.sandbox.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A kill makes at most the calls of one slice come again: those of a commit's interval and those in flight. Besides
 * them only those come again of which the provider's trouble broke the answer.
 */
final class OneSliceRepeatedAtMost implements Guarantee {
    private static final int CALLS_OF_A_SLICE = 30;
    private static final int BROKEN_ANSWERS = 10;

    private final Predicate<Call> askedOnce;

    /** @param askedOnce calls that a first reading never makes twice */
    OneSliceRepeatedAtMost(Predicate<Call> askedOnce) {
        this.askedOnce = askedOnce;
    }

    @Override
    public List<String> broken(Trial trial) {
        Map<String, Integer> answered = new HashMap<>();
        int repeated = 0;
        for (Call call : trial.sandbox().query().calls(trial.organisationId())) {
            if (call.status() == 200 && askedOnce.test(call) && answered.merge(call.target(), 1, Integer::sum) > 1) {
                repeated++;
            }
        }
        int most = trial.kills() * CALLS_OF_A_SLICE + BROKEN_ANSWERS;
        return repeated <= most
                ? List.of()
                : List.of(repeated + " calls were made again; " + trial.kills() + " kills allow " + most);
    }
}
