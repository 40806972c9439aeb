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
        LedgerSync system = LedgerSync.start(options.data(), options.sandbox(), options.port(), Map.of(), sandbox -> Demo.define(sandbox, options));
        Duration start = Duration.between(began, clock.instant());
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stop = new Thread(() -> {
            system.close();
            stopped.countDown();
        });
        Runtime.getRuntime().addShutdownHook(stop);
        Demo demo = new Demo(system, options, out);
        if (options.once()) {
            return demo.runOnce(start);
        }
        out.printf("Ready after %.1f s%n", start.toMillis() / 1000f);
        if (options.sandbox()) {
            demo.show();
        } else {
            out.printf("The gateway answers at %s. Ctrl-C stops.%n", system.gateway());
        }
        stopped.await();
        return true;
    }
}
