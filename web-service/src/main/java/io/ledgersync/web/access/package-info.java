/** Who may call a service, and what the token permits. */
@NullMarked
package io.ledgersync.web.access;

import org.jspecify.annotations.NullMarked;
