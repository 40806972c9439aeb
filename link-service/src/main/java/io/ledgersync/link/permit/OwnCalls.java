package io.ledgersync.link.permit;

import io.ledgersync.link.oauth.ProviderUnavailable;
import io.ledgersync.link.provider.CallPermits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Permits for the link service's own calls: with priority, as a person waits for each of them. */
public final class OwnCalls implements CallPermits {
    private static final String HOLDER = "link-service";
    private static final int TRIES = 20;

    private final PermitBook book;

    public OwnCalls(PermitBook book) {
        this.book = book;
    }

    @Override
    public void await() throws ProviderUnavailable {
        for (int tries = 0; tries < TRIES; tries++) {
            Issue issue = book.issue(new Ask(HOLDER, 1, 0, 0, null));
            if (issue.priority() > 0) {
                return;
            }
            pause(issue.retry());
        }
        throw new ProviderUnavailable("The app's calls of this minute are used up", Duration.ofSeconds(30));
    }

    @Override
    public void reported(int remaining, Duration took) {
        book.issue(new Ask(HOLDER, 0, 0, 0, new Reported(remaining, took)));
    }

    private static void pause(Duration time) throws ProviderUnavailable {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderUnavailable("Interrupted while waiting for a permit");
        }
    }
}
