package io.ledgersync.xero.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.pull.Kind;
import io.ledgersync.kit.pull.Run;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.stream.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs over all lists of an organisation, whichever edge If-Modified-Since has. */
class RunsKeepTheLedgerEqualTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.400Z");
    private static final Runnable NOTHING = () -> {};

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readAnEmptyOrganisationWithOneCallAList(boolean edgeExclusive) {
        Books books = new Books(START, edgeExclusive, random);

        assertThat(books.run(Kind.INITIAL, NOTHING).gaps()).isEmpty();
        assertThat(books.calls()).isLessThanOrEqualTo(19);
        assertThat(books.ledger()).allSatisfy((type, rows) -> assertThat(rows).isEmpty());

        books.pass(Duration.ofHours(24));
        assertThat(books.run(Kind.INCREMENTAL, NOTHING).gaps()).isEmpty();
        assertThat(books.calls()).as("18 lists, and the deleted invoices").isEqualTo(19);

        books.lists.forEach((path, list) -> {
            if (!path.startsWith("Reports/")) {
                list.put("first", list.now);
            }
        });
        books.run(Kind.INCREMENTAL, NOTHING);
        assertThat(books.ledger()).isEqualTo(books.content());
        books.pass(Duration.ofHours(24));
        books.run(Kind.INCREMENTAL, NOTHING);
        assertThat(books.ledger()).isEqualTo(books.content());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void completeInBooksThatAreEditedTwiceASecondAndMissNothingAfterAQuietIncrement(boolean edgeExclusive) {
        Books books = new Books(START, edgeExclusive, random);
        fill(books);
        books.list(Lists.INVOICES).hidesDeleted = random.nextBoolean();
        Duration[] sinceEdit = {Duration.ZERO};
        List<String> paths = new ArrayList<>(books.lists.keySet());
        paths.removeIf(path -> path.startsWith("Reports/"));
        Runnable edits = () -> {
            // A call takes a while, and every half second of it somebody saves.
            for (Duration left = Duration.ofMillis(300 + random.nextInt(900)); !left.isZero(); ) {
                Duration step = min(left, Duration.ofMillis(500).minus(sinceEdit[0]));
                books.pass(step);
                left = left.minus(step);
                sinceEdit[0] = sinceEdit[0].plus(step);
                if (sinceEdit[0].toMillis() == 500) {
                    sinceEdit[0] = Duration.ZERO;
                    ChangingList list = books.lists.get(paths.get(random.nextInt(paths.size())));
                    String id = "row-%05d".formatted(random.nextInt(list.ids().size() + 2));
                    if (list == books.list(Lists.INVOICES) && random.nextBoolean()) {
                        list.delete(id, list.now);
                    } else {
                        list.put(id, list.now);
                    }
                }
            }
        };

        assertThat(books.run(Kind.INITIAL, edits).gaps()).as("seed %d", seed).isEmpty();
        assertThat(books.run(Kind.INCREMENTAL, edits).gaps())
                .as("seed %d", seed)
                .isEmpty();

        books.pass(Duration.ofSeconds(2));
        books.run(Kind.INCREMENTAL, NOTHING);
        assertThat(books.ledger()).as("seed %d", seed).isEqualTo(books.content());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deleteWhatLeftAListThatIsReadWhole(boolean edgeExclusive) {
        Books books = new Books(START, edgeExclusive, random);
        fill(books);
        books.run(Kind.INITIAL, NOTHING);
        assertThat(books.ledger()).isEqualTo(books.content());

        List<XeroList> whole = List.of(Lists.ITEMS, Lists.BANK_TRANSFERS, Lists.USERS, Lists.ACCOUNTS);
        for (XeroList list : whole) {
            books.list(list).remove("row-00007");
        }
        books.pass(Duration.ofHours(24));
        books.run(Kind.INCREMENTAL, NOTHING);
        assertThat(books.ledger()).as("after the next night").isEqualTo(books.content());

        for (XeroList list : List.of(Lists.INVOICES, Lists.CONTACTS, Lists.PAYMENTS, Lists.BATCH_PAYMENTS)) {
            books.list(list).remove("row-00007");
        }
        books.pass(Duration.ofHours(24));
        books.run(Kind.RECONCILE, NOTHING);
        assertThat(books.ledger()).as("after everything was read again").isEqualTo(books.content());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void confirmByIdWhatSeveralAnswersDidNotShow(boolean edgeExclusive) {
        Books books = new Books(START, edgeExclusive, random);
        fill(books);
        books.list(Lists.BANK_TRANSFERS).room = 10;
        books.run(Kind.INITIAL, NOTHING);

        books.list(Lists.INVOICES).remove("row-00007");
        books.pass(Duration.ofHours(24));
        books.run(Kind.RECONCILE, () -> {
            books.pass(Duration.ofMillis(500));
            // Whatever moves between two pages is still there when it is asked for.
            books.list(Lists.INVOICES).put("row-%05d".formatted(random.nextInt(6)), books.list(Lists.INVOICES).now);
        });

        Map<String, String> invoices = books.ledger().get("Invoice");
        assertThat(invoices).doesNotContainKey("row-00007");
        assertThat(invoices.keySet())
                .as("seed %d", seed)
                .isEqualTo(books.content().get("Invoice").keySet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deleteNothingBecauseOfAnAnswerWithoutRecords(boolean edgeExclusive) {
        Books books = new Books(START, edgeExclusive, random);
        fill(books);
        books.run(Kind.INITIAL, NOTHING);

        books.lists.values().forEach(list -> list.blank = true);
        books.pass(Duration.ofHours(24));
        books.run(Kind.RECONCILE, NOTHING);

        assertThat(books.ledger()).isEqualTo(books.content());
    }

    /** Nobody says that there is such a document, nor that there is none. */
    @ParameterizedTest
    @ValueSource(strings = {"Invoices", "BankTransfers"})
    void sayWhatWasNotReadWhereXeroDoesNotTellWhatHasNoDate(String path) {
        Books books = new Books(START, false, random);
        fill(books);
        ChangingList list = books.lists.get(path);
        list.comparesWithNothing = false;
        for (String id : list.ids()) {
            list.put(id, START.minusSeconds(500), LocalDate.of(2024, 1, 1).plusDays(random.nextInt(900)));
        }
        books.run(Kind.INITIAL, NOTHING);
        Map<String, String> sure = books.ledger().get(Lists.named(path).sourceType());
        assertThat(sure).isEqualTo(list.content());
        books.pass(Duration.ofHours(24));
        list.put("row-00008", list.now);
        sure.putAll(list.content());
        list.remove("row-00007");
        list.threshold = sure.size() / 2;
        list.room = sure.size() / 2;

        Run run = books.run(Kind.RECONCILE, NOTHING);

        assertThat(run.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.stream()).isEqualTo(path);
            assertThat(gap.code()).isEqualTo("REJECTED");
            assertThat(gap.remedy()).isNotBlank();
        });
        assertThat(books.ledger().get(Lists.named(path).sourceType()))
                .as("what has a date is read, and nothing deleted")
                .isEqualTo(sure);
    }

    private void fill(Books books) {
        for (Map.Entry<String, ChangingList> list : books.lists.entrySet()) {
            int rows =
                    switch (list.getKey()) {
                        case "Reports/TrialBalance" -> 0;
                        case "Organisation" -> 1;
                        case "Invoices" -> 2_300;
                        case "BankTransactions", "Contacts" -> 1_400;
                        case "Users", "Currencies", "TaxRates", "TrackingCategories" -> 9;
                        default -> 90;
                    };
            for (int row = 0; row < rows; row++) {
                list.getValue()
                        .put("row-%05d".formatted(row), START.minusMillis(400_000L + random.nextInt(90_000_000)));
            }
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
