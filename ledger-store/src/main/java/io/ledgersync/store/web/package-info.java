/** The questions that are answered over HTTP. */
@NullMarked
package io.ledgersync.store.web;

import org.jspecify.annotations.NullMarked;
