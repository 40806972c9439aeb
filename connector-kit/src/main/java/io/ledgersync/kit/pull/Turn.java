package io.ledgersync.kit.pull;

import io.ledgersync.kit.Exchange;
import java.util.List;

/** An exchange that a run may have now, and which of its open questions travel in it, in order. */
public record Turn(Exchange exchange, List<Asked> asked) {}
