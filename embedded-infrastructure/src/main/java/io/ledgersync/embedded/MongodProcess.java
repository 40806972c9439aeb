package io.ledgersync.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real mongod as a child process. */
final class MongodProcess implements Component {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String binary;
    private final Path folder;
    private final Path log;
    private final int port;
    private @Nullable ChildProcess process;

    MongodProcess(String binary, Path folder, Path log, int port) {
        this.binary = binary;
        this.folder = folder;
        this.log = log;
        this.port = port;
    }

    @Override
    public void start() throws IOException {
        Files.createDirectories(folder);
        ChildProcess started = ChildProcess.start(
                "mongod",
                log,
                Map.of(),
                binary,
                "--dbpath",
                folder.toString(),
                "--bind_ip",
                Ports.HOST,
                "--port",
                String.valueOf(port),
                "--nounixsocket");
        process = started;
        started.awaitReady(this::listens, PATIENCE);
    }

    @Override
    public void stop() throws IOException {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
