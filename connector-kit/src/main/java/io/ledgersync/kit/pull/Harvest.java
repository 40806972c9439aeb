package io.ledgersync.kit.pull;

import io.ledgersync.kit.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reply brought.
 *
 * @param found records to publish in this order; unreadable ones are for the dead letters
 * @param fatal why the run cannot go on; null when it can
 */
public record Harvest(List<Found> found, Fault.@Nullable Fatal fatal) {}
