package io.ledgersync.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Apicurio registry as a child process, its schemas in our PostgreSQL. */
final class EmbeddedRegistry implements Component {
    static final String DATABASE = "schema_registry";

    private static final String HOME = "ledgersync.registry.home";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedDatabase database;
    private final Path log;
    private final int port;
    private @Nullable ChildProcess process;

    EmbeddedRegistry(EmbeddedDatabase database, Path log, int port) {
        this.database = database;
        this.log = log;
        this.port = port;
    }

    String url() {
        return "http://" + Ports.HOST + ':' + port;
    }

    @Override
    public void start() throws IOException {
        ChildProcess started = ChildProcess.start(
                "The schema registry",
                log,
                environment(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                runner().toString());
        process = started;
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        HttpRequest question = HttpRequest.newBuilder(URI.create(url() + "/apis/ccompat/v7/subjects"))
                .timeout(Duration.ofSeconds(10))
                .build();
        started.awaitReady(() -> answers(client, question), PATIENCE);
    }

    @Override
    public void stop() throws IOException {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "QUARKUS_HTTP_HOST",
                Ports.HOST,
                "QUARKUS_HTTP_PORT",
                String.valueOf(port),
                "QUARKUS_LOG_CONSOLE_JSON",
                "false",
                "APICURIO_STORAGE_KIND",
                "sql",
                "APICURIO_STORAGE_SQL_KIND",
                "postgresql",
                "APICURIO_DATASOURCE_URL",
                database.jdbcUrl(DATABASE),
                "APICURIO_DATASOURCE_USERNAME",
                EmbeddedDatabase.USER,
                "APICURIO_DATASOURCE_PASSWORD",
                EmbeddedDatabase.PASSWORD,
                "APICURIO_DATASOURCE_JDBC_INITIAL_SIZE",
                "1",
                "APICURIO_DATASOURCE_JDBC_MIN_SIZE",
                "1");
    }

    private static boolean answers(HttpClient client, HttpRequest question) {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path runner() throws IOException {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new IOException("The system property " + HOME
                    + " does not say where the schema registry's distribution was unpacked");
        }
        try (Stream<Path> files = Files.list(Path.of(home))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(
                            HOME + " is " + home + ", where no …-runner.jar of the schema registry is"));
        }
    }
}
