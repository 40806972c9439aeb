package io.ledgersync.allinone.demo;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Shows how runs go: bars that move where there is a terminal, a line for each change where there is none. */
final class Progress {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, String> shown = new HashMap<>();
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
            long records = stream.path("records").asLong();
            String name = client + " " + stream.path("stream").asString("");
            String line =
                    "%-24s %-10s %8d%s".formatted(name, stream.path("phase").asString(""), records, of(stream));
            if (!line.equals(shown.put(name, line))
                    && (records > 0 || stream.path("phase").asString("").equals("DONE"))) {
                out.println(line);
            }
        });
        String state = "%-24s %s%s"
                .formatted(
                        client,
                        run.path("state").asString(""),
                        run.has("waitingFor")
                                ? ", waits for " + run.path("waitingFor").asString()
                                : "");
        if (!state.equals(shown.put(client, state))) {
            out.println(state);
        }
    }

    private static String of(JsonNode stream) {
        return stream.path("expected").isNumber()
                ? " of " + stream.path("expected").asLong()
                : "";
    }

    private final Map<String, JsonNode> latest = new java.util.LinkedHashMap<>();

    private void draw(String client, JsonNode run) {
        latest.put(client, run);
        StringBuilder picture = new StringBuilder();
        if (drawn > 0) {
            picture.append("\u001b[").append(drawn).append('A');
        }
        int lines = 0;
        for (Map.Entry<String, JsonNode> entry : latest.entrySet()) {
            picture.append("\u001b[2K")
                    .append(entry.getKey())
                    .append("  ")
                    .append(entry.getValue().path("state").asString(""))
                    .append('\n');
            lines++;
            for (JsonNode stream : entry.getValue().path("streams")) {
                picture.append("\u001b[2K").append(bar(stream)).append('\n');
                lines++;
            }
        }
        drawn = lines;
        out.print(picture);
        out.flush();
    }

    private static String bar(JsonNode stream) {
        long records = stream.path("records").asLong();
        long expected = stream.path("expected").asLong(records);
        boolean done = stream.path("phase").asString("").equals("DONE");
        int filled = done ? WIDTH : expected == 0 ? 0 : (int) Math.min(WIDTH, records * WIDTH / expected);
        return "  %-18s %s%s %8d%s"
                .formatted(
                        stream.path("stream").asString(""),
                        "█".repeat(filled),
                        "░".repeat(WIDTH - filled),
                        records,
                        of(stream));
    }
}
