package io.ledgersync.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server that runs as a process of its own beside us and never outlives us. */
final class ChildProcess {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 20;

    private final String name;
    private final Path log;
    private final Process process;
    private final Leash leash;

    private ChildProcess(String name, Path log, Process process, Leash leash) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.leash = leash;
    }

    static ChildProcess start(String name, Path log, Map<String, String> environment, String... command)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(Leash.ownSession(command));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        return new ChildProcess(name, log, process, Leash.on(process.pid(), "KILL"));
    }

    void awaitReady(BooleanSupplier ready, Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IOException(name + " ended with " + process.exitValue() + " while starting:\n" + lastWords());
            }
            if (System.nanoTime() > deadline) {
                stop();
                throw new IOException(name + " was not ready after " + atMost.toSeconds() + " s:\n" + lastWords());
            }
            pause();
        }
    }

    void stop() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        leash.close();
    }

    private String lastWords() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a server", e);
        }
    }
}
