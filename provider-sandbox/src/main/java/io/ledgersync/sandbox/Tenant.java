package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.quota.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One simulated organisation: its books, its meter, its moods. */
final class Tenant {
    final Organisation books;
    final Meter meter;
    final AtomicInteger calls = new AtomicInteger();
    volatile Latency latency = Latency.NONE;
    private final List<FaultRule> faults = new ArrayList<>();

    Tenant(Organisation books, Meter meter) {
        this.books = books;
        this.meter = meter;
    }

    synchronized void fault(FaultRule rule) {
        faults.add(rule);
    }

    synchronized void calm() {
        faults.clear();
    }

    /** The fault that strikes this call, if one does. */
    synchronized Optional<FaultRule> strike(String target, String body) {
        for (int i = 0; i < faults.size(); i++) {
            FaultRule rule = faults.get(i);
            if (rule.strikes(target, body)) {
                if (rule.times() > 1) {
                    faults.set(i, rule.struck());
                } else {
                    faults.remove(i);
                }
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
