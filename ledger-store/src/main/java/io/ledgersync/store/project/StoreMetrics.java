package io.ledgersync.store.project;

import io.ledgersync.store.trialbalance.Proof;
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
    private final Counter rebuilds;
    private final Counter agreed;
    private final Counter differed;
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
        rebuilds = Counter.builder("ledgersync.store.rebuilds")
                .description("Clients' ledgers written anew for an operator")
                .register(meters);
        agreed = proofs(meters, "true");
        differed = proofs(meters, "false");
        batches = Timer.builder("ledgersync.store.batch")
                .description("Time to write one batch")
                .register(meters);
    }

    private static Counter proofs(MeterRegistry meters, String agrees) {
        return Counter.builder("ledgersync.store.proofs")
                .description("Ledgers compared with the provider's own trial balance")
                .tag("agrees", agrees)
                .register(meters);
    }

    void proved(Proof proof) {
        (proof.agrees() ? agreed : differed).increment();
    }

    void written(int documents) {
        written.increment(documents);
    }

    void unwritable() {
        unwritable.increment();
    }

    void rebuilt() {
        rebuilds.increment();
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
