package io.ledgersync.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports for servers that are started a little later: below those that systems give to outgoing connections, so
 * that none takes one meanwhile, and none twice in a process.
 */
public final class FreePort {
    private static final int FROM = 15_000;
    private static final int TO = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * A port that is free now. Thread-safe.
     *
     * @throws IllegalStateException there seems to be none
     */
    public static int next() {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FROM + " to " + TO + " on " + Ports.HOST);
    }

    /** Whether nobody listens there now. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Ports.HOST, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
