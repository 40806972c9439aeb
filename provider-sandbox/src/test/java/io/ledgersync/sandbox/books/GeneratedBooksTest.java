package io.ledgersync.sandbox.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.sandbox.books.qbo.QboBooks;
import io.ledgersync.sandbox.books.xero.XeroBooks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GeneratedBooksTest {
    private static final BooksSpec XERO = new BooksSpec(Map.of(
            "Account", 40, "Contact", 100, "Invoice", 700, "Payment", 300, "BankTransaction", 400, "Journal", 1100));
    private static final BooksSpec QBO = new BooksSpec(Map.of(
            "Account",
            40,
            "Customer",
            90,
            "Vendor",
            40,
            "Item",
            60,
            "Invoice",
            700,
            "Payment",
            300,
            "Purchase",
            400,
            "JournalEntry",
            100));

    private static Organisation books(String provider, long seed) {
        Organisation books = new Organisation(provider, "books", "Books", seed, Clock.systemUTC());
        if (provider.equals("XERO")) {
            new XeroBooks(XERO, seed).fill(books);
        } else {
            new QboBooks(QBO, seed).fill(books);
        }
        return books;
    }

    private static Map<String, List<String>> written(Organisation books) {
        Map<String, List<String>> all = new HashMap<>();
        for (String type : books.sourceTypes()) {
            Shelf shelf = books.shelf(type);
            List<String> rows = all.computeIfAbsent(type, any -> new ArrayList<>());
            for (Shelf.Seen seen : shelf.updatedSince(null, 0, Integer.MAX_VALUE)) {
                StringBuilder out = new StringBuilder();
                shelf.write(seen, out);
                rows.add(out.toString());
            }
        }
        return all;
    }

    private static BigDecimal sum(JsonNode rows, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            sum = sum.add(row.path(field).decimalValue());
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void theSameSeedWritesTheSameBooksAndAnotherSeedOthers(String provider) {
        Map<String, List<String>> books = written(books(provider, 7));
        assertThat(written(books(provider, 7))).isEqualTo(books);
        assertThat(written(books(provider, 8)).get("Invoice")).isNotEqualTo(books.get("Invoice"));
        BooksSpec spec = provider.equals("XERO") ? XERO : QBO;
        books.forEach((type, rows) ->
                assertThat(rows).as(type).hasSize(spec.size(type)).doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void everyIdFindsItsRecordAndNoOther(String provider) {
        Organisation books = books(provider, 3);
        for (String type : books.sourceTypes()) {
            Shelf shelf = books.shelf(type);
            Set<String> ids = new HashSet<>();
            shelf.forEach((id, row) -> {
                assertThat(shelf.find(id)).isEqualTo(row);
                ids.add(id);
            });
            assertThat(ids).hasSize(shelf.count());
            assertThat(shelf.find("99999999")).isNull();
            assertThat(shelf.find("0")).isNull();
            assertThat(shelf.find("00000001-0000-4000-8000-000000000000")).isNull();
        }
    }

    @Test
    void everyDocumentOfXeroAddsUpAndPointsAtWhatIsThere() {
        Organisation books = books("XERO", 5);
        for (String type : List.of("Invoice", "BankTransaction")) {
            books.shelf(type).forEach((id, row) -> {
                BigDecimal lines = sum(row.path("LineItems"), "LineAmount");
                assertThat(row.path("Total").decimalValue()).as(type + " " + id).isEqualByComparingTo(lines);
                assertThat(row.path("SubTotal").decimalValue()).isEqualByComparingTo(lines);
                row.path("LineItems").forEach(line -> {
                    assertThat(line.path("UnitAmount")
                                    .decimalValue()
                                    .multiply(line.path("Quantity").decimalValue())
                                    .setScale(2, RoundingMode.HALF_UP))
                            .isEqualByComparingTo(line.path("LineAmount").decimalValue());
                    JsonNode account =
                            books.shelf("Account").find(line.path("AccountID").asString());
                    // The lines of a draft may be without a code.
                    assertThat(line.path("AccountCode").asString(""))
                            .isIn(
                                    account.path("Code").asString(),
                                    row.path("Status").asString().equals("DRAFT") ? "" : null);
                });
                assertThat(books.shelf("Contact")
                                .find(row.path("Contact").path("ContactID").asString())
                                .path("Name"))
                        .isEqualTo(row.path("Contact").path("Name"));
            });
        }
        books.shelf("Invoice").forEach((id, row) -> assertThat(row.path("AmountDue")
                        .decimalValue()
                        .add(row.path("AmountPaid").decimalValue()))
                .isEqualByComparingTo(row.path("Total").decimalValue()));
        books.shelf("Payment").forEach((id, row) -> {
            JsonNode invoice = books.shelf("Invoice")
                    .find(row.path("Invoice").path("InvoiceID").asString());
            assertThat(row.path("Amount").decimalValue())
                    .isEqualByComparingTo(invoice.path("AmountPaid").decimalValue());
        });
    }

    @Test
    void booksHaveTheRareThingsThatRealOnesHave() {
        Organisation books = new Organisation("XERO", "rare", "Rare", 5, Clock.systemUTC());
        new io.ledgersync.sandbox.books.xero.XeroBooks(BooksSpec.wholeXero(), 5).fill(books);
        assertThat(some(books, "Invoice", row -> !row.has("DueDate"))).isTrue();
        assertThat(some(books, "Invoice", row -> !row.path("LineItems").path(2).has("AccountCode")))
                .isTrue();
        assertThat(some(
                        books,
                        "Payment",
                        row -> row.path("CurrencyRate").decimalValue().signum() == 0))
                .isTrue();
        assertThat(some(books, "Journal", row -> !row.path("JournalLines")
                        .path(0)
                        .has("JournalLineID")))
                .isTrue();
        assertThat(some(books, "ManualJournal", row -> row.path("Status")
                        .asString()
                        .equals("ARCHIVED")))
                .isTrue();
        assertThat(some(books, "BankTransfer", row -> row.path("Status")
                        .asString()
                        .equals("DELETED")))
                .isTrue();
    }

    private static boolean some(Organisation books, String type, java.util.function.Predicate<JsonNode> what) {
        boolean[] found = {false};
        books.shelf(type).forEach((id, row) -> found[0] |= what.test(row));
        return found[0];
    }

    @Test
    void everyJournalOfXeroBalancesAndNumbersOnlyRise() {
        Organisation books = books("XERO", 5);
        int[] last = {0};
        books.shelf("Journal").forEach((id, row) -> {
            assertThat(sum(row.path("JournalLines"), "NetAmount")).as(id).isEqualByComparingTo(BigDecimal.ZERO);
            assertThat(sum(row.path("JournalLines"), "GrossAmount")).isEqualByComparingTo(BigDecimal.ZERO);
            row.path("JournalLines").forEach(line -> assertThat(books.shelf("Account")
                            .find(line.path("AccountID").asString())
                            .path("Code"))
                    .isEqualTo(line.path("AccountCode")));
            assertThat(row.path("JournalNumber").asInt()).isGreaterThan(last[0]);
            last[0] = row.path("JournalNumber").asInt();
        });
    }

    @Test
    void everyDocumentOfQboAddsUpAndEveryEntryBalances() {
        Organisation books = books("QBO", 5);
        books.shelf("Invoice").forEach((id, row) -> {
            BigDecimal lines = BigDecimal.ZERO;
            for (JsonNode line : row.path("Line")) {
                if (line.path("DetailType").asString().equals("SalesItemLineDetail")) {
                    lines = lines.add(line.path("Amount").decimalValue());
                    JsonNode detail = line.path("SalesItemLineDetail");
                    assertThat(detail.path("UnitPrice")
                                    .decimalValue()
                                    .multiply(detail.path("Qty").decimalValue()))
                            .isEqualByComparingTo(line.path("Amount").decimalValue());
                }
            }
            assertThat(row.path("TotalAmt").decimalValue()).as(id).isEqualByComparingTo(lines);
        });
        books.shelf("Purchase").forEach((id, row) -> assertThat(sum(row.path("Line"), "Amount"))
                .isEqualByComparingTo(row.path("TotalAmt").decimalValue()));
        books.shelf("Payment").forEach((id, row) -> assertThat(sum(row.path("Line"), "Amount"))
                .isEqualByComparingTo(row.path("TotalAmt").decimalValue()));
        books.shelf("JournalEntry").forEach((id, row) -> {
            BigDecimal balance = BigDecimal.ZERO;
            for (JsonNode line : row.path("Line")) {
                BigDecimal amount = line.path("Amount").decimalValue();
                boolean debit = line.path("JournalEntryLineDetail")
                        .path("PostingType")
                        .asString()
                        .equals("Debit");
                balance = debit ? balance.add(amount) : balance.subtract(amount);
            }
            assertThat(balance).as(id).isEqualByComparingTo(BigDecimal.ZERO);
        });
    }

    @Test
    void journalsStayInBalanceAndInOrderWhileTheBooksChange() {
        Organisation books = books("XERO", 11);
        Edits edits = books.edits();
        for (int i = 0; i < 60; i++) {
            switch (i % 6) {
                case 0 -> edits.add("Invoice");
                case 1 -> edits.editAny("Invoice");
                case 2 -> edits.voidAny("BankTransaction");
                case 3 -> edits.deleteAny("Payment");
                case 4 -> edits.add("Journal");
                default -> edits.add("Payment");
            }
        }
        Set<Integer> numbers = new HashSet<>();
        int[] last = {0};
        long[] made = {0};
        books.shelf("Journal").forEach((id, row) -> {
            assertThat(sum(row.path("JournalLines"), "NetAmount")).as(id).isEqualByComparingTo(BigDecimal.ZERO);
            assertThat(numbers.add(row.path("JournalNumber").asInt()))
                    .as("number of journal %s is new", row)
                    .isTrue();
            assertThat(row.path("JournalID").asString()).isEqualTo(id);
        });
        for (String row : written(books).get("Journal")) {
            JsonNode journal = Shelf.JSON.readTree(row);
            int number = journal.path("JournalNumber").asInt();
            long stamp =
                    Long.parseLong(journal.path("CreatedDateUTC").asString().split("[(+]", -1)[1]);
            assertThat(number).isGreaterThan(last[0]);
            assertThat(stamp).isGreaterThanOrEqualTo(made[0]);
            last[0] = number;
            made[0] = stamp;
        }
    }

    /** Says how fast pages are written; a bench of the product must not wait for its simulator. */
    @ParameterizedTest
    @ValueSource(strings = {"XERO", "QBO"})
    void writesPagesFast(String provider) {
        for (String type : provider.equals("XERO")
                ? List.of("Invoice", "BankTransaction", "Journal")
                : List.of("Invoice", "Purchase")) {
            Shelf shelf = books(provider, 1).shelf(type);
            int rows = 0;
            long begun = 0;
            for (int round = 0; round < 60; round++) {
                if (round == 30) {
                    begun = System.nanoTime();
                    rows = 0;
                }
                StringBuilder out = new StringBuilder(64 * 1024);
                for (Shelf.Seen seen : shelf.updatedSince(null, 0, 1000)) {
                    shelf.write(seen, out);
                    rows++;
                }
                assertThat(out).isNotEmpty();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            System.out.printf(
                    "%s %s: %,d rows a second%n", provider, type, rows * 1_000_000_000L / Math.max(1, took.toNanos()));
        }
    }
}
