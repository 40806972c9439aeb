package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.pull.Gap;
import io.ledgersync.kit.pull.Kind;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.xero.stream.Lists;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a reading of Xero did not see is gone only when Xero itself has no such record any more. */
class DeletesOnlyWhatIsGoneTest {
    private static final Runnable NOTHING = () -> {};

    private final SimulatedXero xero = new SimulatedXero(
            BooksSpec.wholeXero(),
            Lists.all().stream().filter(list -> !list.report()).toList(),
            new Random());

    /** Xero has no address of one organisation or one currency: it would say of each that it cannot be found. */
    @Test
    void keepsWhatCannotBeReadAndHasNoAddressOfItsOwn() {
        xero.run(Kind.INITIAL, NOTHING);
        Map<String, Map<String, String>> before = xero.ledger();
        spoil("Organisation", xero.books.id(), "FinancialYearEndMonth");
        spoil("Currency", "USD", "Description");
        spoil("TaxRate", before.get("TaxRate").keySet().iterator().next(), "EffectiveRate");

        Run run = xero.run(Kind.INCREMENTAL, NOTHING);

        assertThat(run.gaps())
                .extracting(Gap::stream)
                .containsExactlyInAnyOrder("Organisation", "Currencies", "TaxRates");
        assertThat(xero.ledger()).isEqualTo(before);
    }

    @Test
    void deletesACurrencyThatIsGoneBesideOneThatCannotBeRead() {
        xero.run(Kind.INITIAL, NOTHING);
        spoil("Currency", "USD", "Description");
        xero.books.edits().delete("Currency", "EUR");

        xero.run(Kind.INCREMENTAL, NOTHING);

        assertThat(xero.ledger().get("Currency")).containsOnlyKeys("GBP", "USD");
    }

    private void spoil(String type, String id, String field) {
        xero.books.edits().change(type, id, row -> row.putObject(field).put("odd", true));
    }
}
