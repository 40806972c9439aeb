package io.ledgersync.kit.pull;

import io.ledgersync.kit.LedgerStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run's cursor in JSON. A stream whose part has an unknown format is begun again, as is a whole run. */
public final class RunJson {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunJson.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FORMAT = 1;
    /** A cursor has no more bytes: with the watermarks beside it, it stays below the 64 KB of a request. */
    public static final int MOST_BYTES = 56 * 1024;

    private static final int SMALL = 32;

    private RunJson() {}

    public static String write(Run run) {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("phase", run.phase().name());
        json.put("sweep", run.sweep());
        json.put("firstAttempt", run.firstAttempt());
        ObjectNode streams = json.putObject("streams");
        for (Reading reading : run.readings()) {
            write(reading, streams.putObject(reading.stream().name()));
        }
        ObjectNode published = json.putObject("published");
        run.published().forEach(published::put);
        json.putArray("usage")
                .add(run.usage().calls())
                .add(run.usage().throttled())
                .add(run.usage().bytes())
                .add(run.usage().questions());
        put(json, "last", run.last());
        Trouble trouble = run.trouble();
        if (trouble != null) {
            json.putArray("trouble")
                    .add(trouble.since().toEpochMilli())
                    .add(trouble.pauses())
                    .add(trouble.gaveUp());
        }
        return small(json, streams);
    }

    /** The streams whose part is too large for a cursor are begun again when it is read. */
    private static String small(ObjectNode json, ObjectNode streams) {
        String text = JSON.writeValueAsString(json);
        while (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            String largest = streams.propertyStream()
                    .max(Comparator.comparingInt(
                            part -> part.getValue().toString().length()))
                    .map(Map.Entry::getKey)
                    .orElseThrow(() -> new IllegalStateException("a run's cursor is too large without any stream"));
            int bytes = streams.path(largest).toString().length();
            if (bytes <= SMALL) {
                throw new IllegalStateException("a run's cursor is too large, though each stream's part is small");
            }
            LOGGER.atWarn()
                    .addKeyValue("stream", largest)
                    .addKeyValue("characters", bytes)
                    .log("A stream's cursor is too large; after an interruption the stream begins again");
            streams.putObject(largest).put("tooLarge", bytes);
            text = JSON.writeValueAsString(json);
        }
        return text;
    }

    private static void write(Reading reading, ObjectNode json) {
        json.put("state", reading.state().name());
        if (reading.walk() != null) {
            json.set("walk", reading.walk().cursor());
        }
        put(json, "began", reading.began());
        put(json, "since", reading.whole().since());
        flag(json, "found", reading.found());
        flag(json, "several", reading.whole().several());
        flag(json, "again", reading.whole().again());
        Tally tally = reading.tally();
        json.put("records", tally.records());
        if (tally.expected() != null) {
            json.put("expected", tally.expected());
        }
        if (tally.deadLetters() > 0) {
            json.put("deadLetters", tally.deadLetters());
        }
        Comparison comparison = reading.comparison();
        if (comparison != null) {
            json.put("type", comparison.type());
        }
        Gap gap = reading.gap();
        if (gap != null) {
            json.putObject("gap")
                    .put("code", gap.code())
                    .put("detail", gap.detail())
                    .put("remedy", gap.remedy());
        }
    }

    /** The run that a cursor describes. */
    public static Run read(String cursor, Plan plan, List<LedgerStream> streams, long attempt) {
        try {
            JsonNode json = JSON.readTree(cursor);
            if (json.path("format").asInt(0) == FORMAT) {
                return read(json, plan, streams, attempt);
            }
            LOGGER.atWarn().log("A run's cursor has an unknown format; the run begins again");
        } catch (JacksonException | IllegalArgumentException e) {
            LOGGER.atWarn().setCause(e).log("A run's cursor cannot be read; the run begins again");
        }
        return Run.begin(plan, streams, attempt, true);
    }

    private static Run read(JsonNode json, Plan plan, List<LedgerStream> streams, long attempt) {
        Phase phase = Phase.valueOf(json.path("phase").asString());
        int sweep = json.path("sweep").asInt(0);
        List<Reading> readings = new ArrayList<>();
        for (LedgerStream stream : streams) {
            Reading reading = reading(stream, json.path("streams").path(stream.name()), plan, phase);
            readings.add(reading);
            if (reading.whole().again() && reading.state() == Reading.State.PENDING) {
                Phase from = stream.alwaysWhole() ? Phase.WHOLE : Phase.PASS;
                phase = phase.compareTo(from) > 0 ? from : phase;
                sweep = stream.alwaysWhole() ? sweep : 0;
            }
        }
        Map<String, Long> published = new TreeMap<>();
        json.path("published")
                .properties()
                .forEach(entry -> published.put(entry.getKey(), entry.getValue().asLong(0)));
        JsonNode usage = json.path("usage");
        JsonNode trouble = json.path("trouble");
        return new Run(
                        plan,
                        phase,
                        sweep,
                        readings,
                        published,
                        new Usage(
                                usage.path(0).asLong(0),
                                usage.path(1).asLong(0),
                                usage.path(2).asLong(0),
                                usage.path(3).asLong(usage.path(0).asLong(0))),
                        json.path("firstAttempt").asLong(attempt),
                        sequence(json.path("last")),
                        trouble.isArray()
                                ? new Trouble(
                                        Instant.ofEpochMilli(trouble.path(0).asLong(0)),
                                        trouble.path(1).asInt(0),
                                        trouble.path(2).asBoolean(false))
                                : null)
                .goneOn();
    }

    private static Reading reading(LedgerStream stream, JsonNode json, Plan plan, Phase phase) {
        if (!json.isObject()) {
            return Run.pending(plan, stream, true);
        }
        try {
            Reading.State state = Reading.State.valueOf(json.path("state").asString(""));
            if (state == Reading.State.PENDING) {
                return Reading.pending(stream, json.path("again").asBoolean(false));
            }
            return new Reading(
                    stream,
                    0,
                    state,
                    json.has("walk") ? stream.resume(json.path("walk")) : null,
                    json.path("found").asBoolean(false),
                    sequence(json.path("began")),
                    new Wholeness(
                            sequence(json.path("since")),
                            json.path("several").asBoolean(false),
                            json.path("again").asBoolean(false)),
                    new Tally(
                            json.path("records").asLong(0),
                            json.has("expected") ? json.path("expected").asLong(0) : null,
                            json.path("deadLetters").asLong(0)),
                    gap(stream, json.path("gap")),
                    state == Reading.State.COMPARING
                            ? Comparison.of(json.path("type").asInt(0))
                            : null);
        } catch (IllegalArgumentException e) {
            LOGGER.atWarn()
                    .addKeyValue("stream", stream.name())
                    .addKeyValue("phase", phase)
                    .setCause(e)
                    .log("A stream's cursor has an unknown format; the stream begins again");
            return Run.pending(plan, stream, true);
        }
    }

    private static @Nullable Gap gap(LedgerStream stream, JsonNode json) {
        return json.isObject()
                ? new Gap(
                        stream.name(),
                        json.path("code").asString(),
                        json.path("detail").asString(),
                        json.path("remedy").asString(),
                        null)
                : null;
    }

    private static void flag(ObjectNode json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Sequence sequence) {
        if (sequence != null) {
            ArrayNode array = json.putArray(name);
            array.add(sequence.attempt()).add(sequence.slice()).add(sequence.position());
        }
    }

    private static @Nullable Sequence sequence(JsonNode json) {
        return json.isArray()
                ? new Sequence(
                        json.path(0).asLong(0),
                        json.path(1).asInt(0),
                        json.path(2).asInt(0))
                : null;
    }
}
