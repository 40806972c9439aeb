package io.ledgersync.allinone;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param once the demonstration alone, without a person, ending in one line of JSON
 * @param data where everything is kept
 * @param books recorded books in place of generated ones; null for generated
 * @param sandbox whether the provider sandbox is started
 * @param port the gateway's
 * @param temporary nothing is kept: the data folder is deleted at the end
 */
public record Options(boolean once, Path data, @Nullable Path books, boolean sandbox, int port, boolean temporary) {
    private static final int DEFAULT_PORT = 8080;

    static final String USAGE = """
            usage: ./demo [--once] [--data DIR] [--books DIR] [--sandbox=on|off] [--port N]
              --once         run the demonstration without a person: sync, edit, sync again, compare, stop;
                             standard output ends with one line of JSON, the exit code is 0 only if nothing differs
              --data DIR     keep everything in DIR (default .ledger-sync); the next start goes on from there
              --books DIR    load the organisations' books from recorded API responses: DIR/xero/*.json, DIR/qbo/*.json
              --sandbox=off  start no sandbox; the providers are configured by LEDGERSYNC_XERO_… and LEDGERSYNC_QBO_…
              --port N       the gateway's port (default 8080; with --once any free one; 0 for any)
              --help         this
            """;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming the argument and what is allowed
     */
    public static Options parse(String[] arguments) {
        boolean once = false;
        boolean sandbox = true;
        Path data = null;
        Path books = null;
        Integer port = null;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            String value = argument.contains("=") ? argument.substring(argument.indexOf('=') + 1) : null;
            if (value == null
                    && (name.equals("--data")
                            || name.equals("--books")
                            || name.equals("--port")
                            || name.equals("--sandbox"))) {
                if (++i == arguments.length) {
                    throw new IllegalArgumentException(name + " needs a value");
                }
                value = arguments[i];
            }
            switch (name) {
                case "--once" -> once = true;
                case "--data" -> data = Path.of(String.valueOf(value));
                case "--books" -> books = folder(String.valueOf(value));
                case "--sandbox" -> sandbox = onOrOff(String.valueOf(value));
                case "--port" -> port = number(String.valueOf(value));
                default -> throw new IllegalArgumentException("there is no option " + argument);
            }
        }
        if (once && !sandbox) {
            throw new IllegalArgumentException("--once needs the sandbox: it edits the books and compares with them");
        }
        Path folder = data != null ? data : once ? newTemporaryFolder() : Path.of(".ledger-sync");
        boolean temporary = once && data == null;
        return new Options(
                once,
                folder.toAbsolutePath(),
                books,
                sandbox,
                port != null ? port : once ? 0 : DEFAULT_PORT,
                temporary);
    }

    /** Where the log goes when a person looks at the terminal. */
    Path log() {
        return data.resolve("ledger-sync.log");
    }

    /** Once means from nothing: unless told otherwise it keeps nothing. */
    private static Path newTemporaryFolder() {
        try {
            return Files.createTempDirectory("ledger-sync-");
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException("a temporary folder", failed);
        }
    }

    private static Path folder(String value) {
        Path folder = Path.of(value).toAbsolutePath();
        if (!Files.isDirectory(folder.resolve("xero")) || !Files.isDirectory(folder.resolve("qbo"))) {
            throw new IllegalArgumentException("--books " + value + " must be a folder with the folders xero and qbo");
        }
        return folder;
    }

    private static boolean onOrOff(String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("--sandbox is \"" + value + "\"; allowed: on, off");
        };
    }

    private static int number(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--port is \"" + value + "\"; allowed: 0 to 65535", notANumber);
        }
        throw new IllegalArgumentException("--port is \"" + value + "\"; allowed: 0 to 65535");
    }
}
