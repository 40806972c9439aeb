package io.ledgersync.link.provider;

import io.ledgersync.link.oauth.ProviderUnavailable;
import java.time.Duration;

/** The app's limit, which our own calls keep as well. */
public interface CallPermits {
    /** Returns when a call may be made. */
    void await() throws ProviderUnavailable;

    /** What an answer said is left of the app's minute; its call took so long. */
    void reported(int remaining, Duration took);
}
