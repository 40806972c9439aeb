package io.ledgersync.link.client;

import java.time.Instant;

/** What the others are told of clients; each is said in the transaction of the change itself. */
public interface ClientEvents {
    void created(Client client, long version);

    void linked(Client client, Link link, long version);

    void unlinked(Client client, Link link, EndReason reason, Instant at, long version);

    void deleted(Client client, Instant at, long version);
}
