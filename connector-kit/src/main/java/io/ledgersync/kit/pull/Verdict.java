package io.ledgersync.kit.pull;

import java.time.Instant;

/** What a run does about trouble that lasts. */
public sealed interface Verdict {

    /** It goes on asking. */
    record GoOn() implements Verdict {}

    /** It leaves until then. */
    record Pause(Instant until, String detail) implements Verdict {}

    /** It ends. */
    record GiveUp(String code, String detail) implements Verdict {}
}
