package io.ledgersync.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedInfrastructureIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SCHEMA =
            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[]}\"}";

    @TempDir
    private Path folder;

    @Test
    void keepsEverythingAcrossAKillAndARestart() throws Exception {
        long began = System.nanoTime();
        try (EmbeddedInfrastructure first = EmbeddedInfrastructure.start(EnumSet.allOf(Part.class), folder)) {
            System.out.println("first start took "
                    + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
            write(first);
            assertKept(first);

            for (Part part : Part.values()) {
                first.stop(part);
                first.start(part);
            }
            assertKept(first);
            assertThatThrownBy(() -> EmbeddedInfrastructure.start(EnumSet.of(Part.POSTGRES), folder))
                    .isInstanceOf(InfrastructureFailure.class)
                    .hasStackTraceContaining("Another process uses " + folder);
        }

        Process killed = inAnotherProcess();
        killed.destroyForcibly().waitFor();

        began = System.nanoTime();
        try (EmbeddedInfrastructure second = EmbeddedInfrastructure.start(EnumSet.allOf(Part.class), folder)) {
            System.out.println("start after a kill took "
                    + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
            assertKept(second);
            try (MongoClient mongo = MongoClients.create(second.mongoUri())) {
                assertThat(mongo.getDatabase("test").getCollection("killed").countDocuments())
                        .isEqualTo(1);
            }
            began = System.nanoTime();
        }
        System.out.println(
                "stop took " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
        // The one that watched over another ends a moment after it was released.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(descendants()).as("processes left behind").isEmpty());
    }

    /** Starts everything, acknowledges one more document, says so, and waits to be killed. */
    static final class Victim {
        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedInfrastructure infrastructure =
                    EmbeddedInfrastructure.start(EnumSet.allOf(Part.class), Path.of(arguments[0]));
            try (MongoClient mongo = MongoClients.create(infrastructure.mongoUri())) {
                mongo.getDatabase("test").getCollection("killed").insertOne(new Document("_id", 1));
            }
            System.out.println("started");
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }

    private Process inAnotherProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dledgersync.registry.home=" + System.getProperty("ledgersync.registry.home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.lines().anyMatch("started"::equals)).isTrue();
        }
        return process;
    }

    private static List<String> descendants() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::info)
                .map(ProcessHandle.Info::commandLine)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void write(EmbeddedInfrastructure infrastructure) throws Exception {
        sql(infrastructure, "CREATE TABLE kept (n int)");
        sql(infrastructure, "INSERT INTO kept VALUES (42)");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", infrastructure.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)
                            .configs(Map.of("max.message.bytes", String.valueOf(16 * 1024 * 1024)))))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.bootstrapServers(), "max.request.size", 16 * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("kept", new byte[15 * 1024 * 1024]))
                    .get();
        }
        assertThat(HTTP.send(
                                HttpRequest.newBuilder(subject(infrastructure))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(SCHEMA))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        try (MongoClient mongo = MongoClients.create(infrastructure.mongoUri())) {
            mongo.getDatabase("test").getCollection("kept").insertOne(new Document("_id", 42));
        }
    }

    private static void assertKept(EmbeddedInfrastructure infrastructure) throws Exception {
        try (Connection connection = connect(infrastructure);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT n, current_setting('wal_level') FROM kept")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(42);
            assertThat(row.getString(2)).isEqualTo("logical");
        }
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", infrastructure.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(20))).hasSize(1);
        }
        assertThat(HTTP.send(
                                HttpRequest.newBuilder(subject(infrastructure)).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("[1]");
        try (MongoClient mongo = MongoClients.create(infrastructure.mongoUri())) {
            assertThat(mongo.getDatabase("test").getCollection("kept").find().first())
                    .isEqualTo(new Document("_id", 42));
        }
    }

    private static void sql(EmbeddedInfrastructure infrastructure, String text) throws Exception {
        try (Connection connection = connect(infrastructure);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static Connection connect(EmbeddedInfrastructure infrastructure) throws Exception {
        return DriverManager.getConnection(
                infrastructure.jdbcUrl("kept"), infrastructure.jdbcUser(), infrastructure.jdbcPassword());
    }

    private static URI subject(EmbeddedInfrastructure infrastructure) {
        return URI.create(infrastructure.registryUrl() + "/apis/ccompat/v7/subjects/kept/versions");
    }
}
