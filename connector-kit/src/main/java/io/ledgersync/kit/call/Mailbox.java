package io.ledgersync.kit.call;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What other threads have for the loop, in the order in which it came. */
public final class Mailbox implements Executor {
    private final LinkedBlockingQueue<Runnable> letters = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable letter) {
        letters.add(letter);
    }

    @Nullable
    public Runnable next() {
        return letters.poll();
    }

    @Nullable
    public Runnable next(Duration wait) throws InterruptedException {
        return letters.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    }
}
