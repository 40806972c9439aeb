package io.ledgersync.allinone;

import io.ledgersync.gateway.GatewayApplication;
import io.ledgersync.link.LinkServiceApplication;
import io.ledgersync.orchestrator.SyncOrchestratorApplication;
import io.ledgersync.qbo.QboConnectorApplication;
import io.ledgersync.store.LedgerStoreApplication;
import io.ledgersync.xero.XeroConnectorApplication;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The services, in the order in which they are stopped: first those that bring work in. */
public enum Service {
    GATEWAY(GatewayApplication::application, GatewayApplication.class),
    XERO_CONNECTOR(XeroConnectorApplication::application, XeroConnectorApplication.class),
    QBO_CONNECTOR(QboConnectorApplication::application, QboConnectorApplication.class),
    SYNC_ORCHESTRATOR(SyncOrchestratorApplication::application, SyncOrchestratorApplication.class),
    LEDGER_STORE(LedgerStoreApplication::application, LedgerStoreApplication.class),
    LINK_SERVICE(LinkServiceApplication::application, LinkServiceApplication.class);

    private final Supplier<SpringApplicationBuilder> application;
    private final Class<?> main;

    Service(Supplier<SpringApplicationBuilder> application, Class<?> main) {
        this.application = application;
        this.main = main;
    }

    /** Its application, not started. */
    public SpringApplicationBuilder application() {
        return application.get();
    }

    /** The class to run it by as a process of its own. */
    public Class<?> main() {
        return main;
    }

    /** "link-service". */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
