package io.ledgersync.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in this process, in KRaft mode and its own controller. */
final class EmbeddedBroker implements Component {
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
    /** A broker that shares two cores with everything else is not dead because it was slow. */
    private static final Duration PATIENT_SESSION = Duration.ofSeconds(60);

    private static final Duration IMPATIENT_SESSION = Duration.ofSeconds(1);

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private @Nullable KafkaRaftServer server;

    EmbeddedBroker(Path folder, int port, int controllerPort) {
        this.folder = folder;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    @Override
    public void start() throws IOException {
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format();
        } else if (!Files.exists(folder.resolve(".kafka_cleanshutdown"))) {
            endPredecessor();
        }
        start(PATIENT_SESSION);
    }

    /**
     * The controller takes a broker that was killed for alive until its session has ended, and registers no other in
     * its place. So one with the shortest session recovers what was left and shuts down in order; none that works for
     * long could do with so little patience.
     */
    private void endPredecessor() {
        start(IMPATIENT_SESSION);
        stop();
    }

    private void start(Duration session) {
        Properties configuration = configuration();
        configuration.setProperty("broker.session.timeout.ms", String.valueOf(session.toMillis()));
        KafkaRaftServer started = new KafkaRaftServer(KafkaConfig.fromProps(configuration, false), Time.SYSTEM);
        started.startup();
        server = started;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    String bootstrapServers() {
        return Ports.HOST + ':' + port;
    }

    private void format() throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile("broker-", ".properties");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (OutputStream content = Files.newOutputStream(file);
                PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            configuration().store(content, null);
            int status = StorageTool.execute(
                    new String[] {
                        "format",
                        "--config",
                        file.toString(),
                        "--cluster-id",
                        Uuid.randomUuid().toString()
                    },
                    out);
            if (status != 0) {
                throw new IOException("Formatting " + folder + " for Kafka ended with " + status + ": "
                        + said.toString(StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(file);
        }
    }

    private Properties configuration() {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@" + Ports.HOST + ':' + controllerPort);
        p.setProperty(
                "listeners",
                "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + Ports.HOST + ':' + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("inter.broker.listener.name", "PLAINTEXT");
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("log.dirs", folder.toString());
        p.setProperty("metric.reporters", "");

        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("message.max.bytes", String.valueOf(MAX_MESSAGE_BYTES));
        p.setProperty("replica.fetch.max.bytes", String.valueOf(MAX_MESSAGE_BYTES));
        p.setProperty("replica.fetch.response.max.bytes", String.valueOf(2 * MAX_MESSAGE_BYTES));
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");

        // A laptop's share: few partitions and threads, small segments, and index files that are not reserved ten
        // megabytes at a time.
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("share.coordinator.state.topic.num.partitions", "1");
        p.setProperty("offsets.topic.segment.bytes", String.valueOf(MAX_MESSAGE_BYTES));
        p.setProperty("transaction.state.log.segment.bytes", String.valueOf(MAX_MESSAGE_BYTES));
        p.setProperty("log.segment.bytes", String.valueOf(8 * MAX_MESSAGE_BYTES));
        p.setProperty("log.index.size.max.bytes", String.valueOf(1024 * 1024));
        p.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(32 * 1024 * 1024));
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("background.threads", "2");
        p.setProperty("num.recovery.threads.per.data.dir", "2");

        // One broker waits for nobody.
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("group.min.session.timeout.ms", "1000");
        p.setProperty("broker.heartbeat.interval.ms", "500");
        p.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        return p;
    }
}
