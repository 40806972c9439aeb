package io.ledgersync.orchestrator.flow;

import io.ledgersync.contract.link.ClientCreated;
import io.ledgersync.contract.link.ClientDeleted;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.contract.link.ClientUnlinked;
import io.ledgersync.orchestrator.client.ClientFile;
import io.ledgersync.orchestrator.client.ClientFiles;
import io.ledgersync.orchestrator.run.Provider;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters events of {@code link.events} in the clients' files; one that is not newer than what the file knows changes
 * nothing.
 */
final class LinkDesk {

    private static final Logger LOGGER = LoggerFactory.getLogger(LinkDesk.class);
    private static final String DELETED = "DELETED";

    private final ClientFiles files;

    LinkDesk(ClientFiles files) {
        this.files = files;
    }

    /**
     * Enters the event; false when it is none about links.
     *
     * @param trace its traceparent, to which the runs that it starts belong
     */
    boolean enter(SpecificRecord event, @Nullable String trace) {
        if (event instanceof ClientCreated made) {
            enter(
                    made.getClientId(),
                    made.getPracticeId(),
                    made.getVersion(),
                    file -> file.named(made.getClientName(), made.getVersion()));
        } else if (event instanceof ClientLinked made) {
            enter(made.getClientId(), made.getPracticeId(), made.getVersion(), file -> {
                file.named(made.getClientName(), made.getVersion());
                file.because(trace)
                        .linked(
                                made.getConnectionId(),
                                provider(made),
                                made.getOrganisationId(),
                                made.getOrganisationName(),
                                made.getVersion());
            });
        } else if (event instanceof ClientUnlinked made) {
            String reason = made.getReason().equals(DELETED) ? DELETED : "UNLINKED";
            enter(
                    made.getClientId(),
                    made.getPracticeId(),
                    made.getVersion(),
                    file -> file.unlinked(made.getConnectionId(), reason, made.getVersion()));
        } else if (event instanceof ClientDeleted made) {
            enter(made.getClientId(), made.getPracticeId(), made.getVersion(), file -> file.deleted(made.getVersion()));
        } else {
            return false;
        }
        return true;
    }

    private void enter(String clientId, String practiceId, long version, Consumer<ClientFile> entry) {
        files.openOrCreate(clientId, practiceId, file -> {
            boolean news = !file.knows(version);
            if (news) {
                entry.accept(file);
            }
            LOGGER.atDebug()
                    .addKeyValue("clientId", clientId)
                    .addKeyValue("version", version)
                    .log(news ? "A link event was entered" : "A link event was known already");
            return news;
        });
    }

    private static Provider provider(ClientLinked made) {
        return switch (made.getProvider()) {
            case XERO -> Provider.XERO;
            case QBO -> Provider.QBO;
            case UNKNOWN ->
                throw new UnreadableEvent("connection " + made.getConnectionId()
                        + " is to a provider that this version does not know; allowed: XERO, QBO");
        };
    }
}
