package io.ledgersync.orchestrator.flow;

import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.sync.RunRef;
import io.ledgersync.contract.sync.SyncCancelled;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncFailed;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncProgressed;
import io.ledgersync.contract.sync.SyncProjected;
import io.ledgersync.orchestrator.run.Gap;
import io.ledgersync.orchestrator.run.Proof;
import io.ledgersync.orchestrator.run.Reading;
import io.ledgersync.orchestrator.run.Sequence;
import io.ledgersync.orchestrator.run.StreamCount;
import io.ledgersync.orchestrator.run.Usage;
import io.ledgersync.orchestrator.run.Word;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events of {@code sync.events} as words about a run. */
final class Words {

    private Words() {}

    /** The word; null when the event says nothing about a run. */
    static @Nullable Word of(SpecificRecord event) {
        if (event instanceof SyncProgressed said) {
            RunRef run = said.getRun();
            return new Word.Progressed(
                    run.getRunId(),
                    run.getClientId(),
                    run.getAttempt(),
                    reading(
                            said.getSlice(),
                            said.getCursor(),
                            said.getStreams(),
                            said.getUsage(),
                            said.getObservedAt()),
                    said.getWaitingFor(),
                    said.getEstimatedEnd());
        }
        if (event instanceof SyncPaused said) {
            RunRef run = said.getRun();
            return new Word.Suspended(
                    run.getRunId(),
                    run.getClientId(),
                    run.getAttempt(),
                    reading(0, said.getCursor(), said.getStreams(), said.getUsage(), said.getObservedAt()),
                    said.getReason(),
                    said.getDetail(),
                    said.getResumeAt());
        }
        if (event instanceof SyncCompleted said) {
            RunRef run = said.getRun();
            return new Word.Read(
                    run.getRunId(),
                    run.getClientId(),
                    run.getAttempt(),
                    reading(0, null, said.getStreams(), said.getUsage(), said.getObservedAt()),
                    said.getWatermarks(),
                    gaps(said.getGaps()),
                    sequence(said.getSequence()),
                    said.getObservedAt());
        }
        if (event instanceof SyncFailed said) {
            RunRef run = said.getRun();
            return new Word.Broken(
                    run.getRunId(),
                    run.getClientId(),
                    run.getAttempt(),
                    reading(0, null, said.getStreams(), said.getUsage(), said.getObservedAt()),
                    said.getCode(),
                    said.getDetail());
        }
        if (event instanceof SyncCancelled said) {
            RunRef run = said.getRun();
            return new Word.GivenUp(run.getRunId(), run.getClientId(), run.getAttempt(), said.getReason());
        }
        if (event instanceof SyncProjected said) {
            return new Word.Projected(
                    said.getRunId(),
                    said.getClientId(),
                    said.getAttempt(),
                    sequence(said.getSequence()),
                    gaps(said.getGaps()),
                    said.getEntities(),
                    proof(said.getProof()));
        }
        return null;
    }

    private static Reading reading(
            int slice,
            @Nullable String cursor,
            List<StreamProgress> streams,
            io.ledgersync.contract.sync.Usage usage,
            Instant saidAt) {
        return new Reading(
                slice,
                cursor,
                streams.stream()
                        .map(stream -> new StreamCount(
                                stream.getStream(), stream.getPhase(), stream.getRecords(), stream.getExpected()))
                        .toList(),
                new Usage(
                        usage.getCalls(),
                        usage.getThrottled(),
                        usage.getBytes(),
                        usage.getDayRemaining(),
                        usage.getMinuteRemaining(),
                        usage.getQuestions()),
                saidAt);
    }

    private static @Nullable Proof proof(io.ledgersync.contract.sync.@Nullable Proof said) {
        return said == null
                ? null
                : new Proof(
                        said.getAgrees(),
                        said.getAsOf(),
                        said.getDifferences().stream()
                                .map(one -> new Proof.Difference(
                                        one.getAccountId(), one.getAccountName(), one.getOurs(), one.getTheirs()))
                                .toList());
    }

    private static List<Gap> gaps(List<io.ledgersync.contract.Gap> gaps) {
        return gaps.stream()
                .map(gap -> new Gap(gap.getStream(), gap.getCode(), gap.getDetail(), gap.getRemedy(), gap.getRecords()))
                .toList();
    }

    private static Sequence sequence(io.ledgersync.contract.Sequence sequence) {
        return new Sequence(sequence.getAttempt(), sequence.getSlice(), sequence.getPosition());
    }
}
