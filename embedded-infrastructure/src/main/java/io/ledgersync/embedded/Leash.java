package io.ledgersync.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends another process when this one dies, however it dies: a shell that reads from us gets no word but the end of its
 * input, and sends the signal. In a session of its own, so that a Ctrl-C meant for us does not reach it.
 */
final class Leash implements AutoCloseable {
    private static final String SCRIPT = "read -r word; [ \"$word\" = released ] || kill -\"$1\" \"$2\"";

    private final Process shell;

    private Leash(Process shell) {
        this.shell = shell;
    }

    static Leash on(long pid, String signal) throws IOException {
        return new Leash(new ProcessBuilder(ownSession("sh", "-c", SCRIPT, "leash", signal, String.valueOf(pid)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The command, out of reach of the terminal's signals where the system can do so. */
    static List<String> ownSession(String... command) {
        List<String> line = new ArrayList<>();
        if (System.getProperty("os.name").startsWith("Linux")) {
            line.add("setsid");
        }
        line.addAll(List.of(command));
        return line;
    }

    /** Lets go: the other process has ended, or may outlive us. */
    @Override
    public void close() throws IOException {
        try (OutputStream word = shell.getOutputStream()) {
            word.write("released\n".getBytes(StandardCharsets.UTF_8));
        } finally {
            if (!shell.isAlive()) {
                shell.destroy();
            }
        }
    }
}
