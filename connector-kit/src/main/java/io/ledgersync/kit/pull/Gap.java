package io.ledgersync.kit.pull;

import org.jspecify.annotations.Nullable;

/**
 * A part of a run's reach that could not be read.
 *
 * @param code DEAD_LETTERS, OVERFLOW, REJECTED, PROVIDER_UNAVAILABLE, or the code of a provider's refusal, e.g.
 *     SCOPE_MISSING
 * @param remedy what the user can do about it
 * @param records how many records are concerned; null where nobody knows
 */
public record Gap(
        String stream,
        String code,
        String detail,
        String remedy,
        @Nullable Long records) {
    static final String DEAD_LETTERS = "DEAD_LETTERS";
    static final String PROVIDER_UNAVAILABLE = "PROVIDER_UNAVAILABLE";
    /** Gaps travel in cursors, and a provider's error may be as long as a page. */
    private static final int LONGEST = 500;

    public Gap {
        detail = cut(detail);
        remedy = cut(remedy);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    static Gap deadLetters(String stream, long records) {
        return new Gap(
                stream,
                DEAD_LETTERS,
                (records == 1 ? "1 record of " : records + " records of ") + stream
                        + " could not be taken over: see the dead letters",
                "Nothing needs to be done: support looks at them, the other records are complete",
                records);
    }

    static Gap overflow(String stream) {
        return new Gap(
                stream,
                "OVERFLOW",
                "One answer of " + stream + " is larger than a connector can hold, even alone",
                "Ask support to raise the connector's memory",
                null);
    }

    static Gap refused(String stream, String detail) {
        return new Gap(
                stream,
                "SCOPE_MISSING",
                "The provider takes the access token, but not for " + stream + ": " + detail,
                "Link the client again and agree to all permissions that are asked for",
                null);
    }

    static Gap rejected(String stream, String code, String detail) {
        String what = "The provider refused the question (" + code + "): " + detail;
        return new Gap(stream, "REJECTED", what, "Ask support, naming this run", null);
    }

    static Gap unavailable(String stream, String detail) {
        return new Gap(
                stream,
                PROVIDER_UNAVAILABLE,
                "The provider does not answer what is asked of " + stream + ". " + detail,
                "Nothing needs to be done: the next sync asks again. If it stays so, ask support, naming this run",
                null);
    }
}
