package io.ledgersync.kit.pull;

import io.ledgersync.kit.Row;

/** A record that an answer brought, and the stream that asked for it. */
public record Found(String stream, Row row) {}
