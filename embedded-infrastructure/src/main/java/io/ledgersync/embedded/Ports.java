package io.ledgersync.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/**
 * Loopback ports, free when they are chosen and remembered in the data folder, so that a restart has the same
 * addresses.
 */
final class Ports {
    static final String HOST = "127.0.0.1";

    private final Path file;
    private final Properties remembered = new Properties();
    private final Set<Integer> given = new HashSet<>();

    Ports(Path folder) throws IOException {
        file = folder.resolve("ports.properties");
        if (Files.exists(file)) {
            try (InputStream content = Files.newInputStream(file)) {
                remembered.load(content);
            }
        }
    }

    /** The port of that name: the remembered one unless somebody else has taken it meanwhile. */
    synchronized int of(String name) throws IOException {
        String known = remembered.getProperty(name);
        int port = known == null ? 0 : Integer.parseInt(known);
        while (port == 0 || given.contains(port) || !FreePort.isFree(port)) {
            port = FreePort.next();
        }
        given.add(port);
        remembered.setProperty(name, String.valueOf(port));
        try (OutputStream content = Files.newOutputStream(file)) {
            remembered.store(content, null);
        }
        return port;
    }
}
