package io.ledgersync.orchestrator.run;

import org.jspecify.annotations.Nullable;

/** Part of a run's reach that could not be read or written, with the remedy. */
public record Gap(
        String stream,
        String code,
        String detail,
        String remedy,
        @Nullable Long records) {}
