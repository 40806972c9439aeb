package io.ledgersync.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreconditionsTest {
    @TempDir
    Path folder;

    private void check(Path data, int port) {
        Preconditions.check(new Options(false, data, null, true, port, false));
    }

    @Test
    void makesTheFolderAndLeavesNothingElseInIt() {
        Path data = folder.resolve("a/b");

        check(data, 0);

        assertThat(data).isEmptyDirectory();
    }

    @Test
    void saysThatTheFolderCannotBeWrittenTo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> check(file, 0))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--data DIR");
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> check(folder, taken.getLocalPort()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--port N");
        }
    }
}
