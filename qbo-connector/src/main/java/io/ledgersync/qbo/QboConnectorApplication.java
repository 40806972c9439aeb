package io.ledgersync.qbo;

import io.ledgersync.kit.flow.ConnectorApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The connector of QuickBooks Online as a service. */
public final class QboConnectorApplication {
    private QboConnectorApplication() {}

    /** The application, not started. */
    public static SpringApplicationBuilder application() {
        return ConnectorApplication.application(QboConfiguration.class, "qbo-connector");
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
