package io.ledgersync.gateway.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ledgersync.contract.Gap;
import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.sync.RunChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as the console shows it while it goes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
        String runId,
        String clientId,
        String provider,
        String kind,
        String state,
        List<Stream> streams,
        long calls,
        long throttled,
        @Nullable Long dayRemaining,
        List<Missing> gaps,
        Map<String, Long> entities,
        @Nullable String waitingFor,
        @Nullable String pauseReason,
        @Nullable Instant resumeAt,
        @Nullable Instant estimatedEnd,
        @Nullable String errorCode,
        Instant requestedAt,
        @Nullable Instant endedAt,
        @Nullable Instant lastSyncedAt) {

    /** One stream's progress. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stream(
            String stream,
            String phase,
            long records,
            @Nullable Long expected) {
        static Stream of(StreamProgress progress) {
            return new Stream(progress.getStream(), progress.getPhase(), progress.getRecords(), progress.getExpected());
        }
    }

    /** What is not whole, and what to do. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Missing(
            String stream,
            String code,
            String detail,
            String remedy,
            @Nullable Long records) {
        static Missing of(Gap gap) {
            return new Missing(gap.getStream(), gap.getCode(), gap.getDetail(), gap.getRemedy(), gap.getRecords());
        }
    }

    static RunView of(RunChanged run) {
        return new RunView(
                run.getRunId(),
                run.getClientId(),
                run.getProvider().name(),
                run.getKind().name(),
                run.getState(),
                run.getStreams().stream().map(Stream::of).toList(),
                run.getUsage().getCalls(),
                run.getUsage().getThrottled(),
                run.getUsage().getDayRemaining(),
                run.getGaps().stream().map(Missing::of).toList(),
                run.getEntities(),
                run.getWaitingFor(),
                run.getPauseReason(),
                run.getResumeAt(),
                run.getEstimatedEnd(),
                run.getErrorCode(),
                run.getRequestedAt(),
                run.getEndedAt(),
                run.getLastSyncedAt());
    }
}
