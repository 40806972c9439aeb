package io.ledgersync.orchestrator.run;

import org.jspecify.annotations.Nullable;

/**
 * How far one stream of a run has come.
 *
 * @param phase PENDING, READING, SWEEPING, COMPARING or DONE
 * @param expected how many the provider said there are; null where it does not say
 */
public record StreamCount(
        String stream, String phase, long records, @Nullable Long expected) {}
