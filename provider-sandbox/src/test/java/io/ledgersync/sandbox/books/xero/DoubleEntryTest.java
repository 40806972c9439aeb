package io.ledgersync.sandbox.books.xero;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.kind.Book;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DoubleEntryTest {
    private static final BooksSpec SIZES = new BooksSpec(Map.ofEntries(
            Map.entry("Account", 30),
            Map.entry("Contact", 40),
            Map.entry("Invoice", 120),
            Map.entry("CreditNote", 30),
            Map.entry("BankTransaction", 60),
            Map.entry("BankTransfer", 20),
            Map.entry("Payment", 50),
            Map.entry("BatchPayment", 10),
            Map.entry("Prepayment", 20),
            Map.entry("Overpayment", 20),
            Map.entry("ManualJournal", 40),
            Map.entry("TaxRate", 6),
            Map.entry("TrackingCategory", 3),
            Map.entry("Currency", 3),
            Map.entry("Item", 60),
            Map.entry("User", 4),
            Map.entry("PurchaseOrder", 10),
            Map.entry("Quote", 10),
            Map.entry("LinkedTransaction", 60),
            Map.entry("Budget", 60)));
    private static final List<String> POSTING = List.of(
            "Invoice",
            "CreditNote",
            "BankTransaction",
            "BankTransfer",
            "Payment",
            "Prepayment",
            "Overpayment",
            "ManualJournal");

    private static Organisation books(BooksSpec sizes, long seed) {
        Organisation books = new Organisation("XERO", "books", "Books", seed, Clock.systemUTC());
        new XeroBooks(sizes, seed).fill(books);
        return books;
    }

    private static BigDecimal net(JsonNode journal) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : journal.path("JournalLines")) {
            sum = sum.add(line.path("NetAmount").decimalValue());
        }
        return sum;
    }

    /** What the accounts come to when every document that stands is asked for what it says. */
    private static Map<String, Long> documents(Organisation books, long seed) {
        Entries entries = new Entries(books, Book.of(SIZES, seed).chart());
        Map<String, Long> sums = new HashMap<>();
        for (String type : POSTING) {
            books.shelf(type).forEach((id, row) -> entries.of(type, row)
                    .forEach(line -> sums.merge(line.accountId(), line.net(), Long::sum)));
        }
        sums.values().removeIf(net -> net == 0);
        return sums;
    }

    private static Map<String, Long> journals(Organisation books) {
        Map<String, Long> sums = new HashMap<>();
        Set<Long> numbers = new HashSet<>();
        books.shelf("Journal").forEach((id, row) -> {
            assertThat(net(row)).as("journal %s", row).isEqualByComparingTo(BigDecimal.ZERO);
            assertThat(numbers.add(row.path("JournalNumber").asLong())).isTrue();
            for (JsonNode line : row.path("JournalLines")) {
                JsonNode account =
                        books.shelf("Account").find(line.path("AccountID").asString());
                assertThat(account).as("account of %s", line).isNotNull();
                assertThat(line.path("AccountCode").isString()).isTrue();
                sums.merge(
                        line.path("AccountID").asString(),
                        line.path("NetAmount").decimalValue().movePointRight(2).longValueExact(),
                        Long::sum);
            }
        });
        sums.values().removeIf(net -> net == 0);
        return sums;
    }

    private static void assertAgreement(Organisation books, long seed, String when) {
        Map<String, Long> journals = journals(books);
        assertThat(journals)
                .as("seed %d, %s", seed, when)
                .isEqualTo(documents(books, seed))
                .isNotEmpty();
        assertThat(new TrialBalance(books).movement(Long.MIN_VALUE, Long.MAX_VALUE))
                .isEqualTo(journals);
        assertThat(journals.values().stream().mapToLong(Long::longValue).sum()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theTrialBalanceOfTheDocumentsIsThatOfTheJournalsWhateverIsEdited(long seed) {
        Organisation books = books(SIZES, seed);
        assertAgreement(books, seed, "as generated");
        Edits edits = books.edits();
        SplittableRandom chance = new SplittableRandom(seed);
        List<String> kinds = SIZES.sizes().keySet().stream()
                .filter(kind -> !kind.equals("Currency"))
                .sorted()
                .toList();
        for (int i = 0; i < 400; i++) {
            String kind = kinds.get(chance.nextInt(kinds.size()));
            switch (chance.nextInt(4)) {
                case 0 -> edits.add(kind);
                case 1 -> edits.editAny(kind);
                case 2 -> edits.voidAny(kind);
                default -> edits.deleteAny(kind);
            }
            if (i % 100 == 50) {
                assertAgreement(books, seed, "after edit " + i + " of " + kind);
            }
        }
        assertAgreement(books, seed, "at the end");
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void whatIsDueWhatIsPaidAndTheTotalAgreeWhateverIsEdited(long seed) {
        Organisation books = books(SIZES, seed);
        Edits edits = books.edits();
        SplittableRandom chance = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            String kind = chance.nextBoolean() ? "Payment" : "Invoice";
            switch (chance.nextInt(4)) {
                case 0 -> edits.add(kind);
                case 1 -> edits.editAny(kind);
                case 2 -> edits.voidAny(kind);
                default -> edits.deleteAny(kind);
            }
        }
        Map<String, BigDecimal> paid = new HashMap<>();
        books.shelf("Payment").forEach((id, row) -> {
            if (row.path("Status").asString().equals("AUTHORISED")) {
                paid.merge(
                        row.path("Invoice").path("InvoiceID").asString(),
                        row.path("Amount").decimalValue(),
                        BigDecimal::add);
            }
        });
        books.shelf("Invoice").forEach((id, row) -> {
            BigDecimal settled = paid.getOrDefault(id, BigDecimal.ZERO);
            BigDecimal shown = BigDecimal.ZERO;
            for (JsonNode payment : row.path("Payments")) {
                shown = shown.add(payment.path("Amount").decimalValue());
            }
            assertThat(shown).as("seed %d, %s", seed, row).isEqualByComparingTo(settled);
            assertThat(row.path("AmountPaid").decimalValue())
                    .as("seed %d, %s", seed, row)
                    .isEqualByComparingTo(settled);
            boolean ended =
                    Set.of("VOIDED", "DELETED").contains(row.path("Status").asString());
            assertThat(row.path("AmountDue").decimalValue().add(settled))
                    .as("seed %d, %s", seed, row)
                    .isEqualByComparingTo(
                            ended ? BigDecimal.ZERO : row.path("Total").decimalValue());
        });
    }

    @Test
    void whatIsPostedStaysPostedAndAVoidIsANewJournal() {
        Organisation books = books(SIZES, 9);
        Map<String, JsonNode> before = new HashMap<>();
        books.shelf("Journal").forEach(before::put);
        String invoice = books.shelf("Invoice").idAt(70);
        books.edits().edit("Invoice", invoice);
        assertThat(books.shelf("Journal").count()).isEqualTo(before.size() + 2);
        books.edits().delete("Invoice", invoice);
        assertThat(books.shelf("Invoice").find(invoice).path("Status").asString())
                .isEqualTo("VOIDED");
        assertThat(books.shelf("Journal").count()).isEqualTo(before.size() + 3);
        before.forEach((id, row) -> assertThat(books.shelf("Journal").find(id)).isEqualTo(row));
        BigDecimal left = BigDecimal.ZERO;
        for (var entry : books.shelf("Journal").changes()) {
            assertThat(entry.json().path("SourceID").asString()).isEqualTo(invoice);
            left = left.add(
                    entry.json().path("JournalLines").path(0).path("NetAmount").decimalValue());
        }
        Map<String, JsonNode> first = new HashMap<>();
        before.values().stream()
                .filter(row -> row.path("SourceID").asString().equals(invoice))
                .forEach(row -> first.put(invoice, row));
        assertThat(first.get(invoice)
                        .path("JournalLines")
                        .path(0)
                        .path("NetAmount")
                        .decimalValue()
                        .add(left))
                .isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void moneyMovedAheadIsShownTwicePostedOnceAndEndsTogether() {
        Organisation books = books(SIZES, 4);
        Map<String, String> twins = new HashMap<>();
        books.shelf("BankTransaction").forEach((id, row) -> {
            if (row.has("PrepaymentID")) {
                twins.put(row.path("PrepaymentID").asString(), id);
                JsonNode prepayment =
                        books.shelf("Prepayment").find(row.path("PrepaymentID").asString());
                assertThat(row.path("Total")).isEqualTo(prepayment.path("Total"));
                assertThat(row.path("Type")).isEqualTo(prepayment.path("Type"));
            }
        });
        assertThat(twins).hasSize(20);
        books.shelf("Journal").forEach((id, row) -> assertThat(twins.values())
                .doesNotContain(row.path("SourceID").asString()));
        String voided = books.edits().voidAny("Prepayment");
        assertThat(books.shelf("BankTransaction")
                        .find(twins.get(voided))
                        .path("Status")
                        .asString())
                .isEqualTo("VOIDED");
        assertAgreement(books, 4, "after the prepayment has ended");
    }

    /** A million journals take neither the memory nor the time of a million records. */
    @Test
    void booksOfAnySizeAreReadFromAnywhere() {
        BooksSpec large = new BooksSpec(Map.of(
                "Account", 40, "Contact", 1000, "Invoice", 400_000, "BankTransaction", 400_000, "Payment", 200_000));
        Organisation books = books(large, 3);
        Shelf journals = books.shelf("Journal");
        assertThat(journals.count()).isEqualTo(400_000 - 400_000 / 40 + 400_000 + 200_000);
        long begun = System.nanoTime();
        StringBuilder out = new StringBuilder();
        journals.updatedSince(null, journals.count() - 1, 1).forEach(seen -> journals.write(seen, out));
        journals.updatedSince(null, 3, 1).forEach(seen -> journals.write(seen, out));
        assertThat(out).contains("JournalNumber");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        Set<Long> made = new HashSet<>();
        long last = 0;
        for (int i = 500_000; i < 500_200; i++) {
            long moment = journals.base().created(i).toEpochMilli();
            assertThat(moment).isGreaterThanOrEqualTo(last);
            last = moment;
            made.add(moment);
        }
        assertThat(made).hasSizeGreaterThan(10);
    }
}
