package io.ledgersync.allinone;

import io.ledgersync.embedded.FreePort;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of every service, the same keys as anywhere: for contexts in one process or for processes of their
 * own.
 *
 * @param ports where each service listens
 * @param properties the configuration of each service
 */
public record Deployment(Map<Service, Integer> ports, Map<Service, Map<String, String>> properties) {
    private static final String PARTITIONS = "6";
    private static final String SESSION_TIMEOUT_MILLIS = "10000";

    /**
     * Plans a deployment on the loopback address.
     *
     * @param gatewayPort 0 for any
     * @param identity issuer and address of the keys of the callers' tokens
     * @param overrides more configuration for all services, providers' addresses among it
     */
    public static Deployment plan(
            Infrastructure infrastructure,
            Secrets secrets,
            int gatewayPort,
            Map<String, String> identity,
            Map<String, String> overrides) {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ports.put(service, service == Service.GATEWAY && gatewayPort != 0 ? gatewayPort : FreePort.next());
        }
        Map<String, String> common = new TreeMap<>();
        common.put("server.address", "127.0.0.1");
        common.put("ledgersync.kafka.bootstrap-servers", infrastructure.bootstrapServers());
        common.put("ledgersync.kafka.partitions", PARTITIONS);
        // Whoever was killed is soon given up: on a laptop nobody else could take its place.
        common.put("ledgersync.kafka.properties.session.timeout.ms", SESSION_TIMEOUT_MILLIS);
        common.put("ledgersync.registry.url", infrastructure.registryUrl());
        common.put("ledgersync.mongo.uri", infrastructure.mongoUri());
        common.put("ledgersync.internal.token", secrets.internalToken());
        common.put("ledgersync.link-service.url", url(ports, Service.LINK_SERVICE));
        common.put("ledgersync.sync-orchestrator.url", url(ports, Service.SYNC_ORCHESTRATOR));
        common.put("ledgersync.ledger-store.url", url(ports, Service.LEDGER_STORE));
        common.put("ledgersync.gateway.public-url", url(ports, Service.GATEWAY));
        common.putAll(identity);
        common.putAll(overrides);
        Map<Service, Map<String, String>> properties = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            Map<String, String> own = new LinkedHashMap<>(common);
            own.put("server.port", Integer.toString(ports.getOrDefault(service, 0)));
            if (service == Service.LINK_SERVICE || service == Service.SYNC_ORCHESTRATOR) {
                String database = service == Service.LINK_SERVICE ? "link" : "orchestrator";
                own.put("ledgersync.database.url", infrastructure.jdbcUrl().apply(database));
                own.put("ledgersync.database.user", infrastructure.jdbcUser());
                own.put("ledgersync.database.password", infrastructure.jdbcPassword());
            }
            if (service == Service.LINK_SERVICE) {
                own.put("ledgersync.vault.keyset", secrets.vaultKeyset());
            }
            properties.put(service, Map.copyOf(own));
        }
        return new Deployment(Map.copyOf(ports), Map.copyOf(properties));
    }

    private static String url(Map<Service, Integer> ports, Service service) {
        return "http://127.0.0.1:" + ports.get(service);
    }

    /** The address of a service. */
    public URI url(Service service) {
        return URI.create(url(ports, service));
    }

    /** The configuration of a service. */
    public Map<String, String> of(Service service) {
        Map<String, String> own = properties.get(service);
        if (own == null) {
            throw new IllegalArgumentException(service + " is not deployed");
        }
        return own;
    }
}
