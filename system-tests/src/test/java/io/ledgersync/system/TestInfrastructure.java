package io.ledgersync.system;

import io.ledgersync.allinone.Infrastructure;
import io.ledgersync.allinone.LedgerSync;
import io.ledgersync.embedded.EmbeddedInfrastructure;
import io.ledgersync.embedded.Part;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one seam through which system tests get their infrastructure: embedded, or the public images with
 * {@code -Pcontainers}.
 */
final class TestInfrastructure implements AutoCloseable {

    private final Infrastructure where;
    private final Runnable stop;

    private TestInfrastructure(Infrastructure where, Runnable stop) {
        this.where = where;
        this.stop = stop;
    }

    static TestInfrastructure start() {
        return "containers".equals(System.getProperty("ledgersync.test.infrastructure")) ? containers() : embedded();
    }

    private static TestInfrastructure embedded() {
        EmbeddedInfrastructure embedded = EmbeddedInfrastructure.start(EnumSet.allOf(Part.class), null);
        return new TestInfrastructure(LedgerSync.where(embedded), embedded::close);
    }

    private static TestInfrastructure containers() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "The profile \"containers\" needs a Docker engine and there is none; run without -Pcontainers for the embedded infrastructure.");
        }
        KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.0")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", "16777216")
                .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", "16777216")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:17")
                .withCommand("postgres", "-c", "wal_level=logical", "-c", "max_connections=200");
        MongoDBContainer mongo = new MongoDBContainer("mongo:8");
        GenericContainer<?> registry = new GenericContainer<>("apicurio/apicurio-registry:3.0.9")
                .withExposedPorts(8080)
                .waitingFor(Wait.forHttp("/health/ready").withStartupTimeout(Duration.ofMinutes(2)));
        kafka.start();
        postgres.start();
        mongo.start();
        registry.start();
        Infrastructure where = new Infrastructure(
                kafka.getBootstrapServers(),
                "http://" + registry.getHost() + ":" + registry.getMappedPort(8080),
                mongo.getConnectionString(),
                database -> database(postgres, database),
                postgres.getUsername(),
                postgres.getPassword());
        return new TestInfrastructure(where, () -> {
            registry.stop();
            mongo.stop();
            postgres.stop();
            kafka.stop();
        });
    }

    private static String database(PostgreSQLContainer postgres, String name) {
        try (Connection connection =
                DriverManager.getConnection(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword())) {
            boolean there = connection
                    .createStatement()
                    .executeQuery("select 1 from pg_database where datname = '" + name + "'")
                    .next();
            if (!there) {
                connection.createStatement().execute("create database " + name);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("database " + name, failed);
        }
        return "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getMappedPort(5432) + "/" + name;
    }

    Infrastructure where() {
        return where;
    }

    Runnable stop() {
        return stop;
    }

    @Override
    public void close() {
        stop.run();
    }
}
