package io.ledgersync.orchestrator.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a connector, or the ledger store, says of a run. */
public sealed interface Word {

    /** The run. */
    String runId();

    /** Whose books. */
    String clientId();

    /** The attempt that speaks. */
    long attempt();

    /** The run goes on. */
    record Progressed(
            String runId,
            String clientId,
            long attempt,
            Reading reading,
            @Nullable String waitingFor,
            @Nullable Instant estimatedEnd)
            implements Word {}

    /** The run waits long and has left its connector. */
    record Suspended(
            String runId,
            String clientId,
            long attempt,
            Reading reading,
            String reason,
            String detail,
            Instant resumeAt)
            implements Word {}

    /**
     * All was read and published.
     *
     * @param end the sequence of the run's last change
     * @param readAt when that was
     */
    record Read(
            String runId,
            String clientId,
            long attempt,
            Reading reading,
            Map<String, String> watermarks,
            List<Gap> gaps,
            Sequence end,
            Instant readAt)
            implements Word {}

    /** The run cannot go on. */
    record Broken(String runId, String clientId, long attempt, Reading reading, String code, String detail)
            implements Word {}

    /** The run was given up because its connection has ended. */
    record GivenUp(String runId, String clientId, long attempt, String reason) implements Word {}

    /**
     * The ledger store has written everything up to a sequence.
     *
     * @param gaps what it could not write
     * @param entities documents that it now holds of the client, by source type
     * @param proof null when the run read no trial balance that counts
     */
    record Projected(
            String runId,
            String clientId,
            long attempt,
            Sequence upTo,
            List<Gap> gaps,
            Map<String, Long> entities,
            @Nullable Proof proof)
            implements Word {}
}
