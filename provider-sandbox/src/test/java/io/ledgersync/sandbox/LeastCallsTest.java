package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeastCallsTest {
    private static final Map<String, Integer> LARGE = Map.of(
            "Invoice", 100_000, "BankTransaction", 100_000, "Journal", 100_000, "Contact", 20_000, "Payment", 30_000);

    @Test
    void countsPagesSmallListsTheEmptyAnswerOneSweepAndTheReport() {
        // 250 pages, four lists with nothing and one without pages, eight whole lists, 1,001 of journals,
        // a sweep of each of the five lists that hold something, the report.
        assertThat(new LeastCalls(true, true, LARGE).initial()).isEqualTo(250 + 4 + 1 + 8 + 1_001 + 5 + 1);
    }

    @Test
    void anEmptyOrganisationNeedsOneCallAListAndTheReport() {
        assertThat(new LeastCalls(true, false, Map.of()).initial()).isEqualTo(17 + 1);
        assertThat(new LeastCalls(true, false, Map.of()).incremental(Set.of())).isEqualTo(17 + 1);
    }

    @Test
    void smallListsOfQuickBooksTakeOneBatchAndLargeOnesTheirPages() {
        Map<String, Integer> counts = Map.of("Invoice", 2_500, "Purchase", 1_000, "Customer", 999);
        assertThat(new LeastCalls(false, false, counts).initial()).isEqualTo(1 + 3 + 1 + 1 + 1);
        assertThat(new LeastCalls(false, false, counts).incremental(Set.of())).isEqualTo(3);
        assertThat(new LeastCalls(false, false, counts).incremental(Set.of("Invoice")))
                .isEqualTo(5);
    }
}
