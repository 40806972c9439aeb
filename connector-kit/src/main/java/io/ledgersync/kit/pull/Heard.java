package io.ledgersync.kit.pull;

import io.ledgersync.kit.Connector;
import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.Reply;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reply as its connector understands it: what became of each question, and what is left of the quotas. */
public record Heard(List<Outcome> outcomes, QuotaReport quota) {
    private static final Logger LOGGER = LoggerFactory.getLogger(Heard.class);
    /** The end of a run that nobody but support can help. */
    public static final String COULD_NOT_SYNC = "COULD_NOT_SYNC";

    /** A connector that cannot cope with a reply ends the run that it belongs to, and no other. */
    @SuppressWarnings("IllegalCatch")
    public static Heard of(Connector connector, Exchange exchange, Reply reply) {
        QuotaReport quota = QuotaReport.SILENT;
        String trouble;
        try {
            quota = connector.quota(reply);
            List<Outcome> outcomes = connector.route(exchange, reply);
            if (outcomes.size() == exchange.questions().size()) {
                return new Heard(outcomes, quota);
            }
            trouble = "the connector gave " + outcomes.size() + " outcomes for "
                    + exchange.questions().size() + " questions";
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue("provider", connector.provider())
                    .setCause(e)
                    .log("A connector could not read a reply");
            trouble = "the connector could not read a reply with status " + reply.status() + ": " + e;
        }
        return new Heard(
                Collections.nCopies(exchange.questions().size(), new Fault.Fatal(COULD_NOT_SYNC, trouble)), quota);
    }

    public Fault.@Nullable Throttled throttled() {
        return first(Fault.Throttled.class);
    }

    public boolean tokenRefused() {
        return first(Fault.TokenRefused.class) != null;
    }

    private <T extends Outcome> @Nullable T first(Class<T> kind) {
        for (Outcome outcome : outcomes) {
            if (kind.isInstance(outcome)) {
                return kind.cast(outcome);
            }
        }
        return null;
    }
}
