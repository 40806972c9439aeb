package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.TrialBalance;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The trial balance as a report: each account's movement of the month and its balance of the year, the income and costs
 * of earlier years in retained earnings.
 */
final class TrialBalanceReport {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("REVENUE", "Revenue");
        SECTIONS.put("EXPENSE", "Expenses");
        SECTIONS.put("ASSET", "Assets");
        SECTIONS.put("LIABILITY", "Liabilities");
        SECTIONS.put("EQUITY", "Equity");
    }

    private final Organisation books;
    private final TrialBalance balance;
    private final LocalDate date;
    private final Instant now;

    TrialBalanceReport(Organisation books, LocalDate date, Instant now) {
        this.books = books;
        this.balance = new TrialBalance(books);
        this.date = date;
        this.now = now;
    }

    /** One account's sums in cents, debit positive. */
    private record Sums(long month, long year) {}

    ObjectNode report() {
        Map<String, JsonNode> accounts = new LinkedHashMap<>();
        books.shelf("Account").forEach(accounts::put);
        Map<String, Sums> sums = sums(accounts);
        ObjectNode report = Shelf.JSON
                .createObjectNode()
                .put("ReportID", "TrialBalance")
                .put("ReportName", "Trial Balance")
                .put("ReportType", "TrialBalance");
        report.putArray("ReportTitles").add("Trial Balance").add(books.name()).add("As at " + DAY.format(date));
        report.put("ReportDate", DAY.format(date)).put("UpdatedDateUTC", Formats.xero(now));
        report.putArray("Fields");
        ArrayNode rows = report.putArray("Rows");
        ArrayNode header = rows.addObject().put("RowType", "Header").putArray("Cells");
        List.of("Account", "Debit", "Credit", "YTD Debit", "YTD Credit")
                .forEach(title -> header.addObject().put("Value", title));
        SECTIONS.forEach((category, title) -> section(rows, title, category, accounts, sums));
        ObjectNode total = rows.addObject().put("RowType", "Section").put("Title", "");
        ArrayNode cells =
                total.putArray("Rows").addObject().put("RowType", "SummaryRow").putArray("Cells");
        cells.addObject().put("Value", "Total");
        cell(
                cells,
                sums.values().stream()
                        .mapToLong(sum -> Math.max(0, sum.month()))
                        .sum());
        cell(
                cells,
                sums.values().stream()
                        .mapToLong(sum -> Math.max(0, -sum.month()))
                        .sum());
        cell(
                cells,
                sums.values().stream().mapToLong(sum -> Math.max(0, sum.year())).sum());
        cell(
                cells,
                sums.values().stream()
                        .mapToLong(sum -> Math.max(0, -sum.year()))
                        .sum());
        return report;
    }

    /** The day after the last of a financial year, as the organisation itself says it. */
    private LocalDate yearBegins() {
        JsonNode organisation = books.shelf("Organisation").find(books.id());
        int month = organisation == null
                ? Month.DECEMBER.getValue()
                : organisation.path("FinancialYearEndMonth").asInt();
        YearMonth end = YearMonth.of(date.getYear(), month);
        return (date.isAfter(end.atEndOfMonth()) ? end : end.minusYears(1))
                .plusMonths(1)
                .atDay(1);
    }

    private Map<String, Sums> sums(Map<String, JsonNode> accounts) {
        LocalDate yearBegins = yearBegins();
        Map<String, Long> ever = balance.movement(Long.MIN_VALUE, date.toEpochDay());
        Map<String, Long> year = balance.movement(yearBegins.toEpochDay(), date.toEpochDay());
        Map<String, Long> month = balance.movement(date.withDayOfMonth(1).toEpochDay(), date.toEpochDay());
        Map<String, Sums> sums = new HashMap<>();
        String earnings = "";
        long earlier = 0;
        for (Map.Entry<String, JsonNode> account : accounts.entrySet()) {
            String id = account.getKey();
            long all = ever.getOrDefault(id, 0L);
            long now = all;
            if (earned(account.getValue())) {
                now = year.getOrDefault(id, 0L);
                earlier += all - now;
            }
            if (account.getValue().path("SystemAccount").asString("").equals("RETAINEDEARNINGS")) {
                earnings = id;
            }
            sums.put(id, new Sums(month.getOrDefault(id, 0L), now));
        }
        long before = earlier;
        sums.computeIfPresent(earnings, (id, sum) -> new Sums(sum.month(), sum.year() + before));
        return sums;
    }

    private static boolean earned(JsonNode account) {
        String category = account.path("Class").asString("");
        return category.equals("REVENUE") || category.equals("EXPENSE");
    }

    private static void section(
            ArrayNode rows, String title, String category, Map<String, JsonNode> accounts, Map<String, Sums> sums) {
        ObjectNode section =
                Shelf.JSON.createObjectNode().put("RowType", "Section").put("Title", title);
        ArrayNode lines = section.putArray("Rows");
        accounts.forEach((id, account) -> {
            Sums sum = sums.getOrDefault(id, new Sums(0, 0));
            if (account.path("Class").asString("").equals(category) && (sum.month() != 0 || sum.year() != 0)) {
                ArrayNode cells = lines.addObject().put("RowType", "Row").putArray("Cells");
                String name = "%s (%s)"
                        .formatted(
                                account.path("Name").asString(""),
                                account.path("Code").asString(""));
                attributed(cells, id, name);
                sides(cells, id, sum.month());
                sides(cells, id, sum.year());
            }
        });
        if (!lines.isEmpty()) {
            rows.add(section);
        }
    }

    private static void sides(ArrayNode cells, String account, long cents) {
        attributed(cells, account, cents > 0 ? text(cents) : "");
        attributed(cells, account, cents > 0 ? "" : text(-cents));
    }

    private static void attributed(ArrayNode cells, String account, String value) {
        cells.addObject()
                .put("Value", value)
                .putArray("Attributes")
                .addObject()
                .put("Value", account)
                .put("Id", "account");
    }

    private static void cell(ArrayNode cells, long cents) {
        cells.addObject().put("Value", text(cents));
    }

    private static String text(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
