package io.ledgersync.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configuration of connectors whose providers allow anything. */
final class Unlimited {
    private static final String SIDE_BY_SIDE = "20";

    private Unlimited() {}

    static Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>();
        for (String key : List.of(
                "xero.quota.minute",
                "xero.quota.day",
                "xero.quota.app-minute",
                "qbo.quota.minute",
                "qbo.quota.second",
                "qbo.quota.batch-minute")) {
            configuration.put("ledgersync." + key, "0");
        }
        configuration.put("ledgersync.xero.quota.concurrent", SIDE_BY_SIDE);
        configuration.put("ledgersync.qbo.quota.concurrent", SIDE_BY_SIDE);
        return configuration;
    }
}
