package io.ledgersync.allinone.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Shows how runs go: bars that move where there is a terminal, a line for each change where there is none. */
final class Progress {
    private static final int WIDTH = 30;
    /** What moves must fit into any terminal: a line that has scrolled away cannot be drawn again. */
    private static final int MOVING = 6;

    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_BELOW = "\u001b[J";
    /** Without wrapping a line is one row, however narrow the terminal is. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, String> shown = new HashMap<>();
    private final Map<String, JsonNode> moving = new LinkedHashMap<>();
    private int drawn;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A client's run as it is now. */
    synchronized void show(String client, JsonNode run) {
        if (terminal) {
            draw(client, run);
        } else {
            lines(client, run);
        }
    }

    private void lines(String client, JsonNode run) {
        run.path("streams").forEach(stream -> {
            String name = client + " " + name(stream);
            String line = "%-34s %-10s %8d%s".formatted(name, phase(stream), records(stream), of(stream));
            if ((records(stream) > 0 || done(stream)) && !line.equals(shown.put(name, line))) {
                out.println(line);
            }
        });
        String state = "%-34s %s".formatted(client, state(run));
        if (!state.equals(shown.put(client, state))) {
            out.println(state);
        }
    }

    private void draw(String client, JsonNode run) {
        moving.put(client, run);
        List<String> settled = new ArrayList<>();
        for (JsonNode stream : run.path("streams")) {
            String line = "%-12s %s".formatted(client, bar(stream));
            if (done(stream) && records(stream) > 0 && !line.equals(shown.put(client + name(stream), line))) {
                settled.add(line);
            }
        }
        List<String> rows = new ArrayList<>();
        moving.forEach((name, latest) -> rows.addAll(rows(name, latest)));
        StringBuilder picture = new StringBuilder(NO_WRAP);
        if (drawn > 0) {
            picture.append(UP.formatted(drawn));
        }
        picture.append('\r').append(CLEAR_BELOW);
        settled.forEach(line -> picture.append(line).append('\n'));
        rows.forEach(line -> picture.append(line).append('\n'));
        out.print(picture.append(WRAP));
        out.flush();
        drawn = rows.size();
    }

    private static List<String> rows(String client, JsonNode run) {
        List<String> bars = new ArrayList<>();
        int lists = 0;
        int done = 0;
        for (JsonNode stream : run.path("streams")) {
            lists++;
            if (done(stream)) {
                done++;
            } else if (!phase(stream).equals("PENDING")) {
                bars.add("  " + bar(stream));
            }
        }
        List<String> rows = new ArrayList<>();
        rows.add("%-12s %s%s"
                .formatted(client, state(run), lists == 0 ? "" : ", %d of %d lists".formatted(done, lists)));
        rows.addAll(bars.subList(0, Math.min(MOVING, bars.size())));
        if (bars.size() > MOVING) {
            rows.add("  and %d more".formatted(bars.size() - MOVING));
        }
        return rows;
    }

    private static String state(JsonNode run) {
        String state = run.path("state").asString("");
        return run.path("waitingFor").isString()
                ? state + ", waits for " + run.path("waitingFor").asString()
                : state;
    }

    private static String bar(JsonNode stream) {
        long records = records(stream);
        long expected = stream.path("expected").asLong(0);
        int filled = done(stream) ? WIDTH : expected == 0 ? 0 : (int) Math.min(WIDTH, records * WIDTH / expected);
        return "%-20s %s%s %8d%s"
                .formatted(name(stream), "█".repeat(filled), "░".repeat(WIDTH - filled), records, of(stream));
    }

    private static String of(JsonNode stream) {
        return stream.path("expected").isNumber()
                ? " of " + stream.path("expected").asLong()
                : "";
    }

    private static String name(JsonNode stream) {
        return stream.path("stream").asString("");
    }

    private static String phase(JsonNode stream) {
        return stream.path("phase").asString("");
    }

    private static boolean done(JsonNode stream) {
        return phase(stream).equals("DONE");
    }

    private static long records(JsonNode stream) {
        return stream.path("records").asLong();
    }
}
