package io.ledgersync.tck;

import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncProgressed;
import io.ledgersync.sandbox.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * Nothing that was committed is begun again: what a run says to have read never becomes less, and a kill makes only
 * those calls come again whose answers were young when it fell, as calls start within six seconds of a commit alone.
 * Besides them only those come again of which the provider's trouble broke the answer.
 */
final class OneSliceRepeatedAtMost implements Guarantee {
    /** Six seconds since the commit, the answer's own time, and what a busy machine adds. */
    private static final Duration A_SLICE = Duration.ofSeconds(20);

    private final Predicate<Call> askedOnce;
    private final int callsOfTheFirstRun;

    /**
     * Judges the first run's calls, and every run's progress.
     *
     * @param askedOnce calls that a first reading never makes twice
     * @param callsOfTheFirstRun how many of the organisation's calls were made until its first run had ended
     */
    OneSliceRepeatedAtMost(Predicate<Call> askedOnce, int callsOfTheFirstRun) {
        this.askedOnce = askedOnce;
        this.callsOfTheFirstRun = callsOfTheFirstRun;
    }

    @Override
    public List<String> broken(Trial trial) {
        List<String> broken = new ArrayList<>();
        trial.runs().forEach(run -> fallen(run, trial.history().events(run), broken));
        repeated(trial, broken);
        return broken;
    }

    private static void fallen(String run, List<SpecificRecord> events, List<String> broken) {
        Map<String, Long> most = new HashMap<>();
        for (SpecificRecord event : events) {
            for (StreamProgress stream : streams(event)) {
                Long before = most.put(stream.getStream(), stream.getRecords());
                if (before != null && before > stream.getRecords()) {
                    broken.add("run " + run + " had " + before + " records of " + stream.getStream() + ", and then "
                            + stream.getRecords());
                }
            }
        }
    }

    private static List<StreamProgress> streams(SpecificRecord event) {
        if (event instanceof SyncProgressed progressed) {
            return progressed.getStreams();
        }
        if (event instanceof SyncPaused paused) {
            return paused.getStreams();
        }
        return event instanceof SyncCompleted completed ? completed.getStreams() : List.of();
    }

    private void repeated(Trial trial, List<String> broken) {
        List<Call> calls = trial.calls().subList(0, callsOfTheFirstRun);
        Map<String, Integer> answered = new HashMap<>();
        List<String> old = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            if (call.status() == 200 && askedOnce.test(call)) {
                Integer before = answered.put(call.target(), i);
                if (before != null && !young(calls, before, i, trial.blows().kills())) {
                    old.add(call.target() + " of " + calls.get(before).at() + " again at " + call.at());
                }
            }
        }
        if (old.size() > trial.blows().brokenAnswers()) {
            broken.addAll(old);
        }
    }

    /** Whether a kill between the two found the first one's answer too young to be committed for certain. */
    private static boolean young(List<Call> calls, int first, int again, List<Integer> kills) {
        for (int kill : kills) {
            if (first < kill && kill <= again) {
                Instant last = calls.get(kill - 1).at();
                if (!calls.get(first).at().plus(A_SLICE).isBefore(last)) {
                    return true;
                }
            }
        }
        return false;
    }
}
