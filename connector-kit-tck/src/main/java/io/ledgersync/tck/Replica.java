package io.ledgersync.tck;

import io.ledgersync.embedded.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A replica of the connector as a process of its own, so that it can be killed as a machine dies. */
final class Replica implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final int port;
    private final String id;

    private Replica(Process process, Path log, int port, String id) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.id = id;
    }

    /** What it is called as a client of Kafka, behind its connector's name. */
    String id() {
        return id;
    }

    /** Starts a replica of the application with this main class. */
    static Replica start(Class<?> main, List<String> arguments, Map<String, String> properties, Path logs) {
        int port = FreePort.next();
        String id = "replica-" + port;
        Path log = logs.resolve(id + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.httpclient.redirects.retrylimit=1",
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        // As arguments the secrets would be seen by everybody on the machine; the environment is the owner's.
        properties.forEach((key, value) -> builder.environment().put(variable(key), value));
        builder.environment().put(variable("server.port"), Integer.toString(port));
        builder.environment().put(variable("ledgersync.connector.replica-id"), id);
        try {
            return new Replica(builder.start(), log, port, id);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }

    /** Whether it answers that it lives; throws with the end of its log when it has ended by itself. */
    boolean isUp() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a replica has ended by itself:\n" + tail());
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/actuator/health/liveness"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The last lines that it logged. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Kills it, now. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Lets it end in order. */
    @Override
    public void close() {
        process.destroy();
        if (!await()) {
            process.destroyForcibly();
        }
    }

    private boolean await() {
        try {
            return process.waitFor(15, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
