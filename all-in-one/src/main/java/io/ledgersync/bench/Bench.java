package io.ledgersync.bench;

import io.ledgersync.allinone.Logs;
import java.util.Arrays;
import java.util.function.Function;

/** {@code ./bench NAME}: runs a benchmark by its name. */
public final class Bench {
    private static final int USAGE = 2;

    /** Something that is measured; answers one line of JSON. */
    interface Benchmark {
        String run();
    }

    private enum Name {
        THROUGHPUT(Throughput::of, "throughput [--provider xero|qbo] [--records N]"),
        IDLE(Idle::of, "idle"),
        LIMITS(Limits::of, "limits [--provider xero|qbo] [--dataset large|small] [--time-scale N]"),
        FLEET(Fleet::of, "fleet [--provider xero|qbo] [--organisations N] [--records N] [--minutes N]");

        private final Function<Arguments, Benchmark> benchmark;
        private final String usage;

        Name(Function<Arguments, Benchmark> benchmark, String usage) {
            this.benchmark = benchmark;
            this.usage = usage;
        }

        static Name of(String[] arguments) {
            String wanted = arguments.length == 0 ? "" : arguments[0];
            return Arrays.stream(values())
                    .filter(name -> name.word().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no benchmark \"" + wanted
                            + "\"; allowed: "
                            + String.join(
                                    ", ",
                                    Arrays.stream(values()).map(Name::word).toList())));
        }

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private Bench() {}

    public static void main(String[] arguments) {
        Benchmark benchmark;
        try {
            Name name = Name.of(arguments);
            benchmark = name.benchmark.apply(Arguments.parse(Arrays.copyOfRange(arguments, 1, arguments.length)));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            for (Name name : Name.values()) {
                System.err.println("usage: ./bench " + name.usage);
            }
            System.exit(USAGE);
            return;
        }
        Logs.toStandardError();
        System.out.println(benchmark.run());
        System.exit(0);
    }
}
