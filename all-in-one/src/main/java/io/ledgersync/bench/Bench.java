package io.ledgersync.bench;

import java.util.Arrays;

/** {@code ./bench NAME}: runs a benchmark by its name. */
public final class Bench {
    private static final int USAGE = 2;

    private Bench() {}

    public static void main(String[] arguments) {
        try {
            if (arguments.length == 0 || !arguments[0].equals("throughput")) {
                throw new IllegalArgumentException("there is no benchmark \""
                        + (arguments.length == 0 ? "" : arguments[0]) + "\"; allowed: throughput");
            }
            Throughput throughput = Throughput.parse(Arrays.copyOfRange(arguments, 1, arguments.length));
            System.out.println(throughput.run());
            System.exit(0);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println("usage: ./bench throughput [--provider xero|qbo] [--records N]");
            System.exit(USAGE);
        }
    }
}
