package io.ledgersync.tck;

import io.ledgersync.kit.Connector;
import io.ledgersync.sandbox.Sandbox;

/**
 * One seed's story, after its end.
 *
 * @param organisationId whose books were read
 * @param kills how often a replica was killed without a word
 */
record Trial(
        Connector connector, Sandbox sandbox, History history, String clientId, String organisationId, int kills) {}
