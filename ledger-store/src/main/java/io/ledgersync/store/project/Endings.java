package io.ledgersync.store.project;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs whose last change is written and of which that is still to be said, which takes its time in large books: what is
 * behind them in their partition waits, the other partitions do not. Owned by the polling thread.
 */
final class Endings {
    private static final Logger LOGGER = LoggerFactory.getLogger(Endings.class);

    private final Function<Batch.Ended, Mono<Void>> announce;
    private final Duration retry;
    private final Map<Integer, Waiting> waiting = new HashMap<>();

    /**
     * What is said.
     *
     * @param tryAt when it is tried again after a failure; null while it is being said
     * @param failure of the last try; null before one
     */
    private record Waiting(
            List<Batch.Ended> ends,
            CompletableFuture<Void> said,
            @Nullable Instant tryAt,
            @Nullable Throwable failure) {}

    /** @param retry after how long what failed is tried again */
    Endings(Function<Batch.Ended, Mono<Void>> announce, Duration retry) {
        this.announce = announce;
        this.retry = retry;
    }

    /** Begins to say what has ended, by partition. */
    void begin(Map<Integer, List<Batch.Ended>> ended) {
        ended.forEach((partition, ends) -> waiting.put(partition, say(ends, null)));
    }

    private Waiting say(List<Batch.Ended> ends, @Nullable Throwable before) {
        CompletableFuture<Void> said =
                Flux.fromIterable(ends).concatMap(announce).then().toFuture();
        return new Waiting(ends, said, null, before);
    }

    /** Looks what has been said meanwhile, and tries again what failed a while ago. */
    void look(Instant now) {
        for (Map.Entry<Integer, Waiting> entry : List.copyOf(waiting.entrySet())) {
            Waiting one = entry.getValue();
            if (one.tryAt() != null) {
                if (!one.tryAt().isAfter(now)) {
                    waiting.put(entry.getKey(), say(one.ends(), one.failure()));
                }
            } else if (one.said().isCompletedExceptionally()) {
                Throwable failure =
                        one.said().handle((nothing, failed) -> failed).join();
                LOGGER.atWarn().setCause(failure).log("That runs have ended could not be said; it is tried again");
                waiting.put(entry.getKey(), new Waiting(one.ends(), one.said(), now.plus(retry), failure));
            } else if (one.said().isDone()) {
                waiting.remove(entry.getKey());
            }
        }
    }

    /** Why something cannot be said; null when nothing has failed. */
    @Nullable
    Throwable failure() {
        return waiting.values().stream()
                .map(Waiting::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The partitions of which nothing more is read and nothing committed for now. */
    Set<Integer> partitions() {
        return Set.copyOf(waiting.keySet());
    }

    /** Others own these partitions now, or nobody does: they begin again at the last commit. */
    void drop(Collection<Integer> partitions) {
        for (Integer partition : partitions) {
            Waiting dropped = waiting.remove(partition);
            if (dropped != null) {
                dropped.said().cancel(true);
            }
        }
    }
}
