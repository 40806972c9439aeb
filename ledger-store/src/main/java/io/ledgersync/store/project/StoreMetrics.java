package io.ledgersync.store.project;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** All meters of the ledger store. */
@Component
class StoreMetrics {

    private final Counter written;
    private final Counter unwritable;
    private final Counter runs;
    private final Counter retries;
    private final Timer batches;

    StoreMetrics(MeterRegistry meters) {
        written = Counter.builder("ledgersync.store.documents.written")
                .description("Documents sent to MongoDB, those found already applied included")
                .register(meters);
        unwritable = Counter.builder("ledgersync.store.documents.unwritable")
                .description("Records that MongoDB cannot hold: dead letters")
                .register(meters);
        runs = Counter.builder("ledgersync.store.runs.projected")
                .description("Runs whose last change was written")
                .register(meters);
        retries = Counter.builder("ledgersync.store.batches.retried")
                .description("Batches that had to be written again")
                .register(meters);
        batches = Timer.builder("ledgersync.store.batch")
                .description("Time to write one batch")
                .register(meters);
    }

    void written(int documents) {
        written.increment(documents);
    }

    void unwritable() {
        unwritable.increment();
    }

    void runProjected() {
        runs.increment();
    }

    void retried() {
        retries.increment();
    }

    void batch(Duration took) {
        batches.record(took);
    }
}
