package io.ledgersync.link.permit;

import java.time.Duration;

/**
 * What the provider's header said is left of the app's minute.
 *
 * @param age how long ago the call was sent that brought it: what was issued since is not counted in it
 */
public record Reported(int remaining, Duration age) {}
