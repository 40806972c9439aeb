package io.ledgersync.gateway.live;

import io.ledgersync.contract.sync.RunChanged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Hands every change of a run to who listens, and to who comes back what he missed.
 *
 * <p>It keeps the newest change of each client, which is what the compacted topic keeps too: a listener that was away
 * sees how things stand now, not every step between. Thread-safe.
 */
@Component
class RunFeed {

    /** A listener that is this many changes behind is cut off; it comes back with its Last-Event-ID. */
    private static final int MOST_BEHIND = 2_000;

    private final Map<String, Seen> newest = new HashMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private Position end = new Position(Map.of());

    /** A change and the reader's position once it has it. */
    record Update(Position position, RunChanged run) {}

    private record Seen(int partition, long offset, RunChanged run) {}

    /** Takes a change from the topic; called by the one thread that reads it. */
    synchronized void publish(int partition, long offset, RunChanged run) {
        Seen seen = new Seen(partition, offset, run);
        newest.put(run.getClientId(), seen);
        end = end.at(partition, offset);
        listeners.removeIf(listener -> !listener.take(seen));
    }

    /** A client that was deleted is forgotten. */
    synchronized void forget(int partition, long offset, String clientId) {
        newest.remove(clientId);
        end = end.at(partition, offset);
    }

    /** The changes of a practice's runs: what came after the position, or from now on when there is none. */
    Flux<Update> changes(String practiceId, @Nullable Position after) {
        return Flux.defer(() -> {
            synchronized (this) {
                Listener listener = new Listener(practiceId, after == null ? end : after);
                newest.values().stream()
                        .sorted(Comparator.comparingInt(Seen::partition).thenComparingLong(Seen::offset))
                        .forEach(listener::take);
                listeners.add(listener);
                return listener.sink.asFlux().doFinally(end -> remove(listener));
            }
        });
    }

    private synchronized void remove(Listener listener) {
        listeners.remove(listener);
    }

    private static final class Listener {
        private final String practiceId;
        private final Sinks.Many<Update> sink =
                Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_BEHIND));
        private Position position;

        Listener(String practiceId, Position position) {
            this.practiceId = practiceId;
            this.position = position;
        }

        /** False when the listener is gone or too far behind. */
        boolean take(Seen seen) {
            if (!position.before(seen.partition(), seen.offset())) {
                return true;
            }
            position = position.at(seen.partition(), seen.offset());
            if (!practiceId.equals(seen.run().getPracticeId())) {
                return true;
            }
            if (sink.tryEmitNext(new Update(position, seen.run())).isSuccess()) {
                return true;
            }
            sink.tryEmitComplete();
            return false;
        }
    }
}
