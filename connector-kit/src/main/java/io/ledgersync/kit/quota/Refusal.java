package io.ledgersync.kit.quota;

import io.ledgersync.kit.Fault;
import java.time.Instant;

/**
 * What the last refusals amount to.
 *
 * @param until no call before
 * @param limit the limit that was named
 * @param unnamed refusals in a row that named no wait
 */
public record Refusal(Instant until, Fault.Limit limit, int unnamed) {}
