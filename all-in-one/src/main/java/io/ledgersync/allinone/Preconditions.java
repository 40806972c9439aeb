package io.ledgersync.allinone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is looked at before anything is started, so that its lack is said at once and in plain words. */
final class Preconditions {
    private Preconditions() {}

    /** @throws CannotStart something is missing */
    static void check(Options options) {
        writable(options.data());
        if (options.port() != 0) {
            free(options.port());
        }
    }

    private static void writable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "writable-", ""));
        } catch (IOException refused) {
            throw new CannotStart("the folder " + folder + " cannot be written to (" + refused.getMessage()
                    + "); choose another with --data DIR");
        }
    }

    private static void free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new CannotStart("port " + port + " cannot be used (" + taken.getMessage()
                    + "); choose another with --port N, or --port 0 for any");
        }
    }
}
