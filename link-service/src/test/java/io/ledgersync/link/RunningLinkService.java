package io.ledgersync.link;

import io.ledgersync.contract.Topics;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import io.ledgersync.link.grant.Grants;
import io.ledgersync.link.grant.Leases;
import io.ledgersync.link.grant.Vault;
import io.ledgersync.link.provider.Providers;
import io.ledgersync.web.access.Issuer;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.PartitionRule;
import io.ledgersync.wire.WireSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The link service as it runs, on embedded infrastructure, with fake providers; everything that it prints is kept. */
final class RunningLinkService implements AutoCloseable {
    static final String INTERNAL_TOKEN = "between-services";
    static final String SITE = "https://app.test";
    static final String KEYSET = Vault.newKeyset();

    final FakeProviders providers = new FakeProviders();
    final Issuer issuer;
    final EmbeddedInfrastructure infrastructure;
    final ConfigurableApplicationContext context;
    final JdbcClient jdbc;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final WireSettings wire;
    private final EventCodec codec;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream console = System.out;
    private final int port;

    /** With the fake providers. */
    RunningLinkService() throws Exception {
        this(Map.of());
    }

    /** @param overrides properties that take the place of ours, such as a simulator's addresses */
    RunningLinkService(Map<String, String> overrides) throws Exception {
        issuer = new Issuer();
        System.setOut(new PrintStream(new Tee(), true, StandardCharsets.UTF_8));
        infrastructure = EmbeddedInfrastructure.start(EnumSet.of(Part.POSTGRES, Part.KAFKA, Part.REGISTRY), null);
        wire = new WireSettings(
                infrastructure.bootstrapServers(), infrastructure.registryUrl(), 3, (short) 1, null, null);
        codec = new EventCodec(wire);
        context = LinkServiceApplication.application().run(arguments(overrides));
        jdbc = context.getBean(JdbcClient.class);
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private String[] arguments(Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>();
        properties.put("server.port", "0");
        properties.put("logging.level.io.ledgersync", "TRACE");
        properties.put("ledgersync.kafka.bootstrap-servers", infrastructure.bootstrapServers());
        properties.put("ledgersync.kafka.partitions", "3");
        properties.put("ledgersync.registry.url", infrastructure.registryUrl());
        properties.put("ledgersync.database.url", infrastructure.jdbcUrl("link"));
        properties.put("ledgersync.database.user", infrastructure.jdbcUser());
        properties.put("ledgersync.database.password", infrastructure.jdbcPassword());
        properties.put("ledgersync.internal.token", INTERNAL_TOKEN);
        properties.put("ledgersync.identity.issuer", Issuer.NAME);
        properties.put("ledgersync.identity.jwks-url", issuer.jwksUrl());
        properties.put("ledgersync.gateway.public-url", SITE);
        properties.put("ledgersync.vault.keyset", KEYSET);
        properties.put("ledgersync.link.sweep-interval", "500ms");
        properties.put("ledgersync.xero.tier", "ENTERPRISE");
        properties.put("ledgersync.xero.connections-url", providers.url() + "/xero/connections");
        properties.put("ledgersync.qbo.api-url", providers.url());
        for (String provider : List.of("xero", "qbo")) {
            properties.put("ledgersync." + provider + ".authorize-url", SITE + "/consent/" + provider);
            properties.put("ledgersync." + provider + ".token-url", providers.url() + '/' + provider + "/token");
            properties.put("ledgersync." + provider + ".revocation-url", providers.url() + '/' + provider + "/revoke");
            properties.put("ledgersync." + provider + ".client-id", "app");
            properties.put("ledgersync." + provider + ".client-secret", FakeProviders.CLIENT_SECRET);
        }
        properties.putAll(overrides);
        return properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + '=' + entry.getValue())
                .toArray(String[]::new);
    }

    /** What the service answered; its JSON is empty when there is none. */
    record Answer(int status, JsonNode json, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer call(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        HttpRequest.BodyPublisher content =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        try {
            HttpResponse<String> response =
                    http.send(request.method(method, content).build(), HttpResponse.BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json")
                            && !response.body().isBlank();
            return new Answer(
                    response.statusCode(), JsonMapper.shared().readTree(json ? response.body() : "{}"), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String writer(String practice) {
        return issuer.tokenOf("adviser", practice, "clients:read", "clients:write");
    }

    String newClient(String practice, String name) {
        Answer answer = call("POST", "/api/clients", writer(practice), "{\"name\":\"" + name + "\"}");
        if (answer.status() != 201) {
            throw new IllegalStateException(
                    "no client was made: " + answer.response().body());
        }
        return answer.json().path("id").stringValue();
    }

    JsonNode client(String practice, String id) {
        return call("GET", "/api/clients/" + id, writer(practice), null).json();
    }

    /** Begins a link; the state that travels with the user. */
    String begin(String practice, String clientId, String provider, boolean replaceLedger) {
        Answer answer = call(
                "POST",
                "/api/clients/" + clientId + "/link",
                writer(practice),
                "{\"provider\":\"" + provider + "\",\"returnTo\":\"/clients\",\"replaceLedger\":" + replaceLedger
                        + '}');
        return parameters(answer.json().path("authorizationUrl").stringValue()).get("state");
    }

    Answer callback(String provider, String state, String code, String realmId) {
        return call(
                "GET",
                "/oauth/callback/" + provider + "?state=" + encoded(state) + "&code=" + encoded(code)
                        + (realmId == null ? "" : "&realmId=" + realmId),
                null,
                null);
    }

    /** The whole round trip; where it sent the user. */
    String link(String practice, String clientId, String user, FakeProviders.Organisation... organisations) {
        String state = begin(practice, clientId, "XERO", false);
        return callback("xero", state, providers.consent(user, organisations), null)
                .header("Location");
    }

    Answer lease(String connectionId, String refused) {
        String body = refused == null ? "{\"refused\":null}" : "{\"refused\":\"" + refused + "\"}";
        return call("POST", "/internal/connections/" + connectionId + "/lease", INTERNAL_TOKEN, body);
    }

    /** The link events of a client so far, in order, each once: a relay may repeat one. */
    List<SpecificRecord> events(String clientId) {
        List<SpecificRecord> events = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(wire.consumer("test", "test"))) {
            TopicPartition partition = new TopicPartition(Topics.LINK_EVENTS, PartitionRule.partition(clientId, 3));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (clientId.equals(new String(record.key(), StandardCharsets.UTF_8))
                            && seen.add(EventHeaders.id(record.headers()))) {
                        events.add(codec.decode(record.topic(), record.value()));
                    }
                }
            }
        }
        return events;
    }

    /** Says an event as another service would. */
    void publish(String topic, String key, SpecificRecord event) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(wire.producer("test"))) {
            producer.send(new ProducerRecord<>(
                    topic,
                    PartitionRule.partition(key, 3),
                    key.getBytes(StandardCharsets.UTF_8),
                    codec.encode(topic, event),
                    EventHeaders.of("id-" + key, event.getSchema().getFullName(), "/test", Instant.now(), null)));
            producer.flush();
        }
    }

    /** As a second process on the same database would have them. */
    Leases anotherReplicasLeases() {
        return new Leases(
                context.getBean(Grants.class),
                context.getBean(Providers.class),
                context.getBean(TransactionTemplate.class),
                Clock.systemUTC(),
                context.getBean(LinkMetrics.class));
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Everything that the database holds, bytes in hexadecimal. */
    String databaseAsText() {
        List<String> tables = jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
        return tables.stream()
                .flatMap(table ->
                        jdbc.sql("select t::text from \"" + table + "\" t").query(String.class).list().stream())
                .collect(Collectors.joining("\n"));
    }

    static Map<String, String> parameters(String url) {
        return Arrays.stream(URI.create(url).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.close();
        codec.close();
        infrastructure.close();
        providers.close();
        issuer.close();
        System.setOut(console);
    }

    private final class Tee extends OutputStream {
        @Override
        public void write(int octet) {
            console.write(octet);
            synchronized (printed) {
                printed.write(octet);
            }
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            console.write(octets, offset, length);
            synchronized (printed) {
                printed.write(octets, offset, length);
            }
        }
    }
}
