package io.ledgersync.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * {@code ledgersync.kafka.*} and {@code ledgersync.registry.*}: how every service reaches Kafka and the schema
 * registry.
 *
 * @param bootstrapServers brokers, {@code host:port} separated by commas
 * @param registryUrl root address of the schema registry, without a path
 * @param partitions partitions of every topic, fixed when a topic is created; 0 or less means
 *     {@value #DEFAULT_PARTITIONS}
 * @param replication replicas of every topic that is created; 0 or less means 1
 * @param kafkaProperties passed to every Kafka client as they are: TLS, SASL
 * @param serdeProperties passed to the serde over the defaults of its resource: other class names, TLS, credentials
 */
public record WireSettings(
        String bootstrapServers,
        String registryUrl,
        int partitions,
        short replication,
        Map<String, String> kafkaProperties,
        Map<String, String> serdeProperties) {
    /** Partitions when nothing is configured. */
    public static final int DEFAULT_PARTITIONS = 48;

    /** The largest batch that our topics take. */
    public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    /**
     * The largest record that our producers send; what is left to {@link #MAX_MESSAGE_BYTES} is for the batch around
     * it.
     */
    public static final int MAX_RECORD_BYTES = MAX_MESSAGE_BYTES - 64 * 1024;

    public WireSettings(
            @Nullable String bootstrapServers,
            @Nullable String registryUrl,
            int partitions,
            short replication,
            @Nullable Map<String, String> kafkaProperties,
            @Nullable Map<String, String> serdeProperties) {
        this.bootstrapServers = required("ledgersync.kafka.bootstrap-servers", bootstrapServers);
        this.registryUrl = withoutSlash(required("ledgersync.registry.url", registryUrl));
        this.partitions = partitions > 0 ? partitions : DEFAULT_PARTITIONS;
        this.replication = replication > 0 ? replication : 1;
        this.kafkaProperties = kafkaProperties == null ? Map.of() : Map.copyOf(kafkaProperties);
        this.serdeProperties = serdeProperties == null ? Map.of() : Map.copyOf(serdeProperties);
    }

    /** Configuration of a producer that loses and doubles nothing. */
    public Map<String, Object> producer(String clientId) {
        Map<String, Object> configuration = client(clientId);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MAX_MESSAGE_BYTES);
        configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        configuration.putAll(kafkaProperties);
        return configuration;
    }

    /** Configuration of a producer whose transactions fence those of an earlier one with the same id. */
    public Map<String, Object> transactionalProducer(String clientId, String transactionalId) {
        Map<String, Object> configuration = producer(clientId);
        configuration.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return configuration;
    }

    /** Configuration of a consumer that sees committed records alone and commits nothing by itself. */
    public Map<String, Object> consumer(String clientId, String groupId) {
        Map<String, Object> configuration = client(clientId);
        configuration.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        configuration.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_MESSAGE_BYTES);
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * MAX_MESSAGE_BYTES);
        configuration.putAll(kafkaProperties);
        return configuration;
    }

    /** Configuration of an admin client. */
    public Map<String, Object> admin(String clientId) {
        Map<String, Object> configuration = client(clientId);
        configuration.putAll(kafkaProperties);
        return configuration;
    }

    /** Without the properties: they may hold passwords. */
    @Override
    public String toString() {
        return "WireSettings[" + bootstrapServers + ", " + registryUrl + ", partitions " + partitions + ", replication "
                + replication + ']';
    }

    private Map<String, Object> client(String clientId) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(CommonClientConfigs.CLIENT_ID_CONFIG, Objects.requireNonNull(clientId, "clientId"));
        return configuration;
    }

    private static String required(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + " is not set");
        }
        return value.strip();
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
