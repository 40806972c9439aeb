/** What a connector asks of our own services: access tokens of the link service, known keys of the ledger store. */
@NullMarked
package io.ledgersync.kit.link;

import org.jspecify.annotations.NullMarked;
