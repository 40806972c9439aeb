package io.ledgersync.kit;

import java.util.List;

/**
 * What one answer adds to a stream: the records to publish, in order, and the walk that goes on. Rows known as seen are
 * left out.
 */
public record Step(Walk walk, List<Row> publish) {}
