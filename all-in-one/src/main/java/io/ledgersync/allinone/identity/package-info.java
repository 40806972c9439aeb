/** An identity provider for development; production has its own. */
@NullMarked
package io.ledgersync.allinone.identity;

import org.jspecify.annotations.NullMarked;
