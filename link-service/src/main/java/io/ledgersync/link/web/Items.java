package io.ledgersync.link.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list. @param next where the next page begins; null on the last */
record Items<T>(List<T> items, @Nullable String next) {}
