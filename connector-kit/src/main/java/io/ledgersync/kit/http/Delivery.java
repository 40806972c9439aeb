package io.ledgersync.kit.http;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface Delivery {

    /**
     * A complete answer, whatever it says.
     *
     * @param weight bytes it holds in the {@link AnswerMemory} until they are released
     * @param began when its head arrived: by then the provider had counted the call
     */
    record Replied(Reply reply, long weight, Instant began) implements Delivery {}

    /** The answer outgrew a quarter of the memory and was broken off. */
    record TooLarge() implements Delivery {}

    /**
     * No complete answer came.
     *
     * @param unsent no connection was made, so the provider never saw the call; else nobody knows whether it did
     * @param began when the head of an answer arrived that then broke off; null when none did
     */
    record Failed(
            Fault.Unavailable fault,
            boolean unsent,
            @Nullable Instant began) implements Delivery {}
}
