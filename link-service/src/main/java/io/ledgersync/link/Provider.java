package io.ledgersync.link;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The accounting systems that clients can be linked to. */
public enum Provider {
    XERO,
    QBO;

    /** As it stands in paths. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The provider of that name, in any case. */
    public static Provider named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(provider -> provider.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Problem.UNKNOWN_PROVIDER.because(
                        "provider is " + Problem.quoted(name) + "; it must be one of " + Arrays.toString(values())));
    }
}
