package io.ledgersync.allinone;

import io.ledgersync.allinone.demo.Demo;
import io.ledgersync.embedded.InfrastructureFailure;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** {@code ./demo}: starts everything, shows the main job, and stays until it is stopped. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(Options.USAGE);
            System.exit(USAGE);
            return;
        }
        System.exit(run(options, Clock.systemUTC(), System.out));
    }

    private static int run(Options options, Clock clock, PrintStream out) throws InterruptedException {
        // Before anything writes a log: lines of a log would tear the moving bars apart.
        boolean person = !options.once() && System.console() != null;
        Instant began = clock.instant();
        LedgerSync system;
        try {
            Preconditions.check(options);
            if (person) {
                Logs.to(options.log());
                out.printf("Starting; the log is %s%n", options.log());
            } else {
                Logs.toStandardError();
            }
            system = LedgerSync.start(
                    options.data(),
                    options.sandbox(),
                    options.port(),
                    Map.of(),
                    sandbox -> Demo.define(sandbox, options));
        } catch (CannotStart | InfrastructureFailure | UncheckedIOException failed) {
            System.err.println(words(failed));
            deleteIfTemporary(options);
            return FAILED;
        }
        Duration start = Duration.between(began, clock.instant());
        // Whoever comes first stops it: the end of the demonstration or Ctrl-C.
        Shutdown shutdown = new Shutdown(system, options);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (person) {
                                out.printf("%nStopping%n");
                            }
                            shutdown.close();
                        },
                        "shutdown"));
        try {
            return show(new Demo(system, options, out, person), options, start, shutdown, out) ? 0 : FAILED;
        } catch (RuntimeException failed) {
            if (shutdown.begun()) {
                // What was under way has lost its services because somebody has stopped them.
                shutdown.await();
                return FAILED;
            }
            throw failed;
        } finally {
            shutdown.close();
        }
    }

    private static boolean show(Demo demo, Options options, Duration start, Shutdown shutdown, PrintStream out)
            throws InterruptedException {
        if (options.once()) {
            return demo.runOnce(start);
        }
        out.printf("Ready after %.1f s%n", start.toMillis() / 1000f);
        if (options.sandbox()) {
            demo.show();
        } else {
            demo.showTheWayIn();
        }
        shutdown.await();
        return true;
    }

    /** What happened and why, in one line. */
    private static String words(Throwable failed) {
        StringBuilder words = new StringBuilder("It cannot start: ").append(failed.getMessage());
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            words.append(": ").append(cause.getMessage());
        }
        return words.toString();
    }

    private static void deleteIfTemporary(Options options) {
        if (options.temporary()) {
            DataFolder.delete(options.data());
        }
    }

    /** The end of the process, in order and once. */
    private static final class Shutdown implements AutoCloseable {
        private final LedgerSync system;
        private final Options options;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile boolean begun;

        Shutdown(LedgerSync system, Options options) {
            this.system = system;
            this.options = options;
        }

        @Override
        public synchronized void close() {
            if (begun) {
                return;
            }
            begun = true;
            system.close();
            deleteIfTemporary(options);
            done.countDown();
        }

        boolean begun() {
            return begun;
        }

        void await() throws InterruptedException {
            done.await();
        }
    }
}
