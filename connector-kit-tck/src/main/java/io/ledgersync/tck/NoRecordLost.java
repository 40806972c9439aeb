package io.ledgersync.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ledger holds every record that the provider holds, as the provider holds it, and no other. */
final class NoRecordLost implements Guarantee {
    private static final JsonMapper JSON = SameJson.MAPPER;

    @Override
    public List<String> broken(Trial trial) {
        List<String> broken = new ArrayList<>();
        Set<String> read = trial.connector().streams().stream()
                .filter(stream -> !stream.report())
                .flatMap(stream -> stream.sourceTypes().stream())
                .collect(Collectors.toSet());
        for (String type : trial.sandbox().query().sourceTypes(trial.organisationId())) {
            if (read.contains(type) && !trial.notCompared().contains(type)) {
                compare(trial, type, broken);
            }
        }
        return broken;
    }

    private static void compare(Trial trial, String type, List<String> broken) {
        Map<String, String> ledger = trial.history().ledger(trial.clientId(), type);
        trial.sandbox().query().forEach(trial.organisationId(), type, (id, source) -> {
            String copy = ledger.remove(id);
            JsonNode kept = copy == null ? null : JSON.readTree(copy);
            if (kept == null) {
                broken.add(type + " " + id + " is missing");
            } else if (!SameJson.same(source, kept)) {
                broken.add(type + " " + id + " is different: " + kept + " but the provider holds " + source);
            }
        });
        ledger.keySet().forEach(id -> broken.add(type + " " + id + " is in the ledger but not at the provider"));
    }
}
