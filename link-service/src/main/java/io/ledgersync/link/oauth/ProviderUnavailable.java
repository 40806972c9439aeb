package io.ledgersync.link.oauth;

import java.io.Serial;
import java.time.Duration;

/** A provider gave no answer that means anything; the same call may succeed later. */
public final class ProviderUnavailable extends Exception {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public ProviderUnavailable(String detail) {
        this(detail, SOON);
    }

    public ProviderUnavailable(String detail, Duration retryAfter) {
        super(detail, null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
