package io.ledgersync.tck;

import io.ledgersync.kit.Connector;
import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.Sandbox;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One seed's story, after its end.
 *
 * @param clientId whose ledger it is
 * @param organisationId whose books were read
 * @param began by the provider's clock
 * @param runs what was asked for, the first run first
 * @param blows what was done to the replicas
 */
record Trial(
        Connector connector,
        Sandbox sandbox,
        History history,
        Set<String> notCompared,
        String clientId,
        String organisationId,
        Instant began,
        List<String> runs,
        Blows blows) {

    /**
     * What was done to the replicas, and to answers.
     *
     * @param kills when each replica that was killed without a word was dead, by the provider's clock
     * @param disturbed replicas left or joined
     * @param brokenAnswers how many answers were right by their status and yet of no use, or late
     */
    record Blows(List<Instant> kills, boolean disturbed, int brokenAnswers) {
        static final Blows NONE = new Blows(List.of(), false, 0);
    }

    boolean undisturbed() {
        return !blows.disturbed();
    }

    /** The organisation's calls, in the order of arrival. */
    List<Call> calls() {
        return sandbox.query().calls(organisationId);
    }
}
