package io.ledgersync.kit.quota;

import java.time.Instant;

/** A call that holds a place: until its deadline, whoever asks. */
public record CallInFlight(Instant sentAt, Instant deadline, String kind) {}
