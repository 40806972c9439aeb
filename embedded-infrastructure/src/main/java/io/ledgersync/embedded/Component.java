package io.ledgersync.embedded;

import java.io.IOException;

/** One server: started again after a stop it has the same address and the same content. */
interface Component {
    void start() throws IOException;

    /** Orderly, and without effect when it does not run. */
    void stop() throws IOException;
}
