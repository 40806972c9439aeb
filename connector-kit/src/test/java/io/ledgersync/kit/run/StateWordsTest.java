package io.ledgersync.kit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.state.CallInFlight;
import io.ledgersync.contract.state.OrganisationState;
import io.ledgersync.kit.quota.Admission;
import io.ledgersync.kit.quota.OrganisationQuota;
import io.ledgersync.kit.quota.QuotaSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateWordsTest {
    private static final Instant FREE = Instant.parse("2026-11-30T10:01:00Z");
    private static final QuotaSettings XERO =
            new QuotaSettings(60, 0, 5, 0, 0, BigDecimal.ZERO, Duration.ofSeconds(50), false);

    @Test
    void aMinuteThatIsHandedOverLastsASecondLongerAsTheClocksOfReplicasDiffer() {
        CallInFlight made = new CallInFlight(FREE.minusSeconds(62), FREE, "call");
        OrganisationState spent = new OrganisationState(
                "organisation",
                List.of(),
                Map.of(),
                Collections.nCopies(60, made),
                List.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                true,
                FREE.minusSeconds(30));
        OrganisationQuota heir = new OrganisationQuota(XERO, StateWords.savedQuota(spent), false, FREE);

        assertThat(heir.admit("call", 1, false, FREE.plusMillis(900))).isInstanceOf(Admission.Wait.class);
        assertThat(heir.admit("call", 1, false, FREE.plusMillis(1_000))).isInstanceOf(Admission.Go.class);
    }

    @Test
    void aWaitThatIsHandedOverLastsASecondLongerToo() {
        OrganisationState refused = new OrganisationState(
                "organisation",
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                null,
                null,
                FREE,
                "MINUTE",
                1,
                null,
                true,
                FREE.minusSeconds(30));
        OrganisationQuota heir = new OrganisationQuota(XERO, StateWords.savedQuota(refused), false, FREE);

        assertThat(heir.admit("call", 1, false, FREE.plusMillis(900))).isInstanceOf(Admission.Wait.class);
        assertThat(heir.admit("call", 1, false, FREE.plusMillis(1_000))).isInstanceOf(Admission.Go.class);
    }
}
