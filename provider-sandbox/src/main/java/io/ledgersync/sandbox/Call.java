package io.ledgersync.sandbox;

import java.time.Instant;

/** A call that arrived: what was asked of which organisation, and what it was told. */
public record Call(
        Instant at, String provider, String organisationId, String method, String target, int status, int rows) {}
