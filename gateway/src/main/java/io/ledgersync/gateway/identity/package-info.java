/** Who calls: tokens of the practice's identity provider. */
@NullMarked
package io.ledgersync.gateway.identity;

import org.jspecify.annotations.NullMarked;
