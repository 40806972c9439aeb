package io.ledgersync.kit;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP call to a provider, without its authorisation; a body makes it a POST. */
public record HttpCall(URI uri, Map<String, String> headers, byte @Nullable [] body) {}
