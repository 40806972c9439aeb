package io.ledgersync.orchestrator.web;

import io.ledgersync.orchestrator.client.RunHistory;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Knows a practice's clients, also one that was created a moment ago and whose event is still on its way: it is waited
 * for, so that who has just created a client is not told that there is none. Thread-safe.
 */
@Component
class Newcomers {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 20;
    /** More do not wait at a time: who guesses ids must not take everybody's threads. */
    private static final int WAITING = 20;

    private final RunHistory history;
    private final Semaphore waiting = new Semaphore(WAITING);

    Newcomers(RunHistory history) {
        this.history = history;
    }

    /** Whether the practice has the client; may take two seconds to say no. */
    boolean knows(String practiceId, String clientId) {
        if (history.knows(practiceId, clientId)) {
            return true;
        }
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            for (int look = 0; look < LOOKS; look++) {
                Thread.sleep(LOOK.toMillis());
                if (history.knows(practiceId, clientId)) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }
}
