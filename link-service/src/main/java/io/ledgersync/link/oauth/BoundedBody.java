package io.ledgersync.link.oauth;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body as text, broken off when it is longer than any answer of these endpoints can be. */
final class BoundedBody implements HttpResponse.BodySubscriber<String> {
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final HttpResponse.BodySubscriber<String> text =
            HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    private Flow.@Nullable Subscription subscription;
    private long bytes;

    @Override
    public CompletionStage<String> getBody() {
        return text.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        text.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> chunk) {
        for (ByteBuffer part : chunk) {
            bytes += part.remaining();
        }
        if (bytes <= MOST_BYTES) {
            text.onNext(chunk);
        } else if (subscription != null) {
            subscription.cancel();
            text.onError(new IOException("the answer is longer than " + MOST_BYTES + " bytes"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        text.onError(failure);
    }

    @Override
    public void onComplete() {
        text.onComplete();
    }
}
