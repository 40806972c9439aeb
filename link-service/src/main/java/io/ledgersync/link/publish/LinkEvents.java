package io.ledgersync.link.publish;

import io.ledgersync.contract.Topics;
import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.contract.link.ClientUnlinked;
import io.ledgersync.link.Provider;
import io.ledgersync.link.client.Client;
import io.ledgersync.link.client.ClientEvents;
import io.ledgersync.link.client.EndReason;
import io.ledgersync.link.client.Link;
import io.ledgersync.outbox.Outbox;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Says what happened to clients on {@code link.events}, through the outbox. */
final class LinkEvents implements ClientEvents {
    private static final String SOURCE = "/link-service";

    private final Outbox outbox;

    LinkEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void created(Client client, long version) {
        say(
                client,
                ClientCreated.newBuilder()
                        .setVersion(version)
                        .setPracticeId(client.practiceId())
                        .setClientId(client.id().toString())
                        .setClientName(client.name())
                        .setCreatedAt(client.createdAt())
                        .build());
    }

    @Override
    public void linked(Client client, Link link, long version) {
        say(
                client,
                ClientLinked.newBuilder()
                        .setVersion(version)
                        .setPracticeId(client.practiceId())
                        .setClientId(client.id().toString())
                        .setClientName(client.name())
                        .setConnectionId(link.connectionId().toString())
                        .setProvider(contract(link.provider()))
                        .setOrganisationId(link.organisationId())
                        .setOrganisationName(link.organisationName())
                        .setLinkedAt(link.linkedAt())
                        .build());
    }

    @Override
    public void unlinked(Client client, Link link, EndReason reason, Instant at, long version) {
        say(
                client,
                ClientUnlinked.newBuilder()
                        .setVersion(version)
                        .setPracticeId(client.practiceId())
                        .setClientId(client.id().toString())
                        .setConnectionId(link.connectionId().toString())
                        .setProvider(contract(link.provider()))
                        .setOrganisationId(link.organisationId())
                        .setReason(reason.name())
                        .setUnlinkedAt(at)
                        .build());
    }

    @Override
    public void deleted(Client client, Instant at, long version) {
        say(
                client,
                ClientDeleted.newBuilder()
                        .setVersion(version)
                        .setPracticeId(client.practiceId())
                        .setClientId(client.id().toString())
                        .setDeletedAt(at)
                        .build());
    }

    private void say(Client client, SpecificRecord event) {
        String key = client.id().toString();
        outbox.append(Topics.LINK_EVENTS, key, key, event, SOURCE);
    }

    private static io.ledgersync.contract.Provider contract(Provider provider) {
        return switch (provider) {
            case XERO -> io.ledgersync.contract.Provider.XERO;
            case QBO -> io.ledgersync.contract.Provider.QBO;
        };
    }
}
