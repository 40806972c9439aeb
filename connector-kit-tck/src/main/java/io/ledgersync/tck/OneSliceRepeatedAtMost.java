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
 * those calls come again whose answers no commit had followed when it fell. Besides them only those come again of which
 * the provider's trouble broke the answer.
 */
final class OneSliceRepeatedAtMost implements Guarantee {
    /** From a call's arrival until its rows wait for a commit: the answer's own time, and what a busy machine adds. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(40);

    private final Predicate<Call> askedOnce;
    private final int callsOfTheFirstRun;
    private final Duration clockAhead;

    /**
     * Judges the first run's calls, and every run's progress.
     *
     * @param askedOnce calls that a first reading never makes twice
     * @param callsOfTheFirstRun how many of the organisation's calls were made until its first run had ended
     * @param clockAhead what the provider's clock, by which calls are told, is ahead of the connector's
     */
    OneSliceRepeatedAtMost(Predicate<Call> askedOnce, int callsOfTheFirstRun, Duration clockAhead) {
        this.askedOnce = askedOnce;
        this.callsOfTheFirstRun = callsOfTheFirstRun;
        this.clockAhead = clockAhead;
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
        List<Instant> commits = trial.history().events(trial.runs().get(0)).stream()
                .filter(SyncProgressed.class::isInstance)
                .map(event -> ((SyncProgressed) event).getObservedAt().plus(clockAhead))
                .toList();
        Map<String, Instant> answered = new HashMap<>();
        List<String> old = new ArrayList<>();
        for (Call call : calls) {
            if (call.status() == 200 && askedOnce.test(call)) {
                Instant before = answered.put(call.target(), call.at());
                if (before != null
                        && trial.blows().kills().stream()
                                .noneMatch(kill -> !before.isAfter(kill)
                                        && !call.at().isBefore(kill)
                                        && young(before, kill, commits))) {
                    old.add(call.target() + " of " + before + " again at " + call.at());
                }
            }
        }
        if (old.size() > trial.blows().brokenAnswers()) {
            broken.addAll(old);
        }
    }

    /** Whether no commit can have had the answer of a call when a kill fell. */
    private static boolean young(Instant called, Instant killed, List<Instant> commits) {
        Instant waiting = called.plus(ON_ITS_WAY);
        return commits.stream().noneMatch(commit -> commit.isAfter(waiting) && !commit.isAfter(killed));
    }
}
