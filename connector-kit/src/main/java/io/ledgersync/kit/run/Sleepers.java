package io.ledgersync.kit.run;

import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.wire.UndecodableRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The organisations without a run, each as its state has it: a replica owns far more of them than it works for, and
 * each must cost next to nothing.
 */
public final class Sleepers {
    private static final Logger LOGGER = LoggerFactory.getLogger(Sleepers.class);

    private final Function<byte[], @Nullable OrganisationState> decode;
    private final Map<String, PackedState> asleep = new HashMap<>();

    public Sleepers(Function<byte[], @Nullable OrganisationState> decode) {
        this.decode = decode;
    }

    void lay(String organisationId, PackedState state) {
        asleep.put(organisationId, state);
    }

    /** Its state, and it sleeps no more; null when it is not asleep. */
    @Nullable
    PackedState wake(String organisationId) {
        return asleep.remove(organisationId);
    }

    /** What a state says; null when this version cannot read it. */
    @Nullable
    OrganisationState read(String organisationId, PackedState state) {
        try {
            return decode.apply(state.unpacked());
        } catch (UndecodableRecord e) {
            // Its runs are sent again by the orchestrator when nothing is heard of them, with the cursors that it has.
            LOGGER.atError()
                    .addKeyValue("organisationId", organisationId)
                    .setCause(e)
                    .log("An organisation's state cannot be decoded and is left out");
            return null;
        }
    }

    int size() {
        return asleep.size();
    }

    void clear() {
        asleep.clear();
    }
}
