/** The limits of an organisation and of the app, kept ahead of time. */
@NullMarked
package io.ledgersync.kit.quota;

import org.jspecify.annotations.NullMarked;
