/** Problem documents (RFC 9457): how services refuse. */
@NullMarked
package io.ledgersync.web.problem;

import org.jspecify.annotations.NullMarked;
