/** The client list, with the newest run of each client beside its link. */
@NullMarked
package io.ledgersync.link.list;

import org.jspecify.annotations.NullMarked;
