package io.ledgersync.xero;

import io.ledgersync.kit.flow.ConnectorApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The connector of Xero as a service. */
public final class XeroConnectorApplication {
    private XeroConnectorApplication() {}

    /** The application, not started. */
    public static SpringApplicationBuilder application() {
        return ConnectorApplication.application(XeroConfiguration.class, "xero-connector");
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
