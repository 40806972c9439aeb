package io.ledgersync.kit.slice;

import io.ledgersync.kit.pull.Heard;
import io.ledgersync.kit.run.End;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.wire.RegistryUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run's trouble is its own: what a connector did not foresee ends the run that it happened to, and no other. */
public final class Containment {
    private static final Logger LOGGER = LoggerFactory.getLogger(Containment.class);

    private final RunBook book;
    private final CommitPace pace;

    public Containment(RunBook book, CommitPace pace) {
        this.book = book;
        this.pace = pace;
    }

    /** Does work for a run. */
    @SuppressWarnings("IllegalCatch")
    public void during(HeldRun run, Runnable work) {
        try {
            work.run();
        } catch (RegistryUnavailable | CommitFailed e) {
            // Everybody's trouble.
            throw e;
        } catch (RuntimeException e) {
            end(run, failure(run, e));
        }
    }

    /** The run leaves with the next commit, which comes soon. */
    public void end(HeldRun run, End how) {
        book.end(run, how);
        pace.urgent();
    }

    static End.Failed failure(HeldRun run, RuntimeException unforeseen) {
        LOGGER.atError()
                .addKeyValue("clientId", run.request().getClientId())
                .addKeyValue("connectionId", run.connectionId())
                .addKeyValue("runId", run.runId())
                .setCause(unforeseen)
                .log("A run could not go on");
        return new End.Failed(Heard.COULD_NOT_SYNC, "The connector could not go on: " + unforeseen);
    }
}
