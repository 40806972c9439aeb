package io.ledgersync.allinone;

import io.ledgersync.allinone.demo.Demo;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** {@code ./demo}: starts everything, shows the main job, and stays until it is stopped. */
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(Options.USAGE);
            System.exit(USAGE);
            return;
        }
        System.exit(run(options, Clock.systemUTC(), System.out) ? 0 : 1);
    }

    private static boolean run(Options options, Clock clock, PrintStream out) throws InterruptedException {
        Instant began = clock.instant();
        LedgerSync system = LedgerSync.start(
                options.data(), options.sandbox(), options.port(), Map.of(), sandbox -> Demo.define(sandbox, options));
        Duration start = Duration.between(began, clock.instant());
        // Whoever comes first stops it: the end of the demonstration or Ctrl-C.
        Shutdown shutdown = new Shutdown(system, options);
        Thread interrupted = new Thread(shutdown::close, "shutdown");
        Runtime.getRuntime().addShutdownHook(interrupted);
        Demo demo = new Demo(system, options, out);
        if (options.once()) {
            try {
                return demo.runOnce(start);
            } finally {
                shutdown.close();
            }
        }
        out.printf("Ready after %.1f s%n", start.toMillis() / 1000f);
        if (options.sandbox()) {
            demo.show();
        } else {
            out.printf("The gateway answers at %s. Ctrl-C stops.%n", system.gateway());
        }
        shutdown.await();
        return true;
    }

    /** The end of the process, in order and once. */
    private static final class Shutdown implements AutoCloseable {
        private final LedgerSync system;
        private final Options options;
        private final CountDownLatch done = new CountDownLatch(1);
        private boolean begun;

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
            if (options.temporary()) {
                DataFolder.delete(options.data());
            }
            done.countDown();
        }

        void await() throws InterruptedException {
            done.await();
        }
    }
}
