/** The clients of a practice and the links they have, each change with its event in one transaction. */
@NullMarked
package io.ledgersync.link.client;

import org.jspecify.annotations.NullMarked;
