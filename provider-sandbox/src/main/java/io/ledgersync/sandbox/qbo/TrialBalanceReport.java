package io.ledgersync.sandbox.qbo;

import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.qbo.QboBooks;
import io.ledgersync.sandbox.books.qbo.TrialBalance;
import io.ledgersync.sandbox.http.Request;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The trial balance as a report, on accrual basis: what accounts have come to at its end; income and costs since the
 * year began, those of earlier years in retained earnings.
 */
final class TrialBalanceReport {
    private static final LocalDate EVER = LocalDate.of(1, 1, 1);

    private final Organisation company;
    private final Instant now;
    private final LocalDate start;
    private final LocalDate end;

    TrialBalanceReport(Organisation company, Request request, Instant now) throws Envelope.Refused {
        this.company = company;
        this.now = now;
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Month first = firstMonth(company);
        String macro = request.parameter("date_macro").orElse("");
        if (macro.isEmpty()) {
            this.end = day(request, "end_date").orElse(today);
            this.start = day(request, "start_date").orElse(Period.yearOf(end, first));
        } else {
            Period named = Period.of(macro, today, first);
            if (named == null) {
                throw new Envelope.Refused(
                        400, "2170", "Invalid Enumeration", "date_macro is \"" + macro + "\", which is none");
            }
            this.end = named.end();
            this.start = named.start();
        }
        String method = request.parameter("accounting_method").orElse("Accrual");
        if (!method.equalsIgnoreCase("Accrual")) {
            throw Envelope.Refused.unsupported("accounting_method " + method + " is not simulated; Accrual is.");
        }
    }

    private static Month firstMonth(Organisation company) {
        JsonNode info = QboBooks.shelf(company, "CompanyInfo").find("1");
        String name = info == null ? "" : info.path("FiscalYearStartMonth").asString("");
        return name.isEmpty() ? Month.JANUARY : Month.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Optional<LocalDate> day(Request request, String name) throws Envelope.Refused {
        String text = request.parameter(name).orElse("");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            throw new Envelope.Refused(
                    400, "5020", "Permission Denied Error", name + " is \"" + text + "\", not YYYY-MM-DD");
        }
    }

    ObjectNode json() {
        ObjectNode report = Shelf.JSON.createObjectNode();
        ObjectNode header = report.putObject("Header")
                .put("Time", Formats.qbo(now))
                .put("ReportName", "TrialBalance")
                .put("ReportBasis", "Accrual")
                .put("StartPeriod", start.toString())
                .put("EndPeriod", end.toString())
                .put("SummarizeColumnsBy", "Total")
                .put("Currency", "USD");
        Map<String, JsonNode> accounts = new LinkedHashMap<>();
        QboBooks.shelf(company, "Account").forEach(accounts::put);
        Map<String, Long> sums = sums(accounts);
        header.putArray("Option")
                .addObject()
                .put("Name", "NoReportData")
                .put("Value", Boolean.toString(sums.isEmpty()));
        ArrayNode columns = report.putObject("Columns").putArray("Column");
        column(columns, "", "Account", "account");
        column(columns, "Debit", "Money", "debit");
        column(columns, "Credit", "Money", "credit");
        ArrayNode rows = report.putObject("Rows").putArray("Row");
        long debits = 0;
        for (Map.Entry<String, JsonNode> account : accounts.entrySet()) {
            long cents = sums.getOrDefault(account.getKey(), 0L);
            if (cents != 0) {
                debits += Math.max(0, cents);
                ArrayNode cells = rows.addObject().putArray("ColData");
                cells.addObject()
                        .put("value", account.getValue().path("Name").asString(""))
                        .put("id", account.getKey());
                cells.addObject().put("value", cents > 0 ? text(cents) : "");
                cells.addObject().put("value", cents < 0 ? text(-cents) : "");
            }
        }
        ObjectNode total = rows.addObject().put("type", "Section").put("group", "GrandTotal");
        ArrayNode cells = total.putObject("Summary").putArray("ColData");
        cells.addObject().put("value", "TOTAL");
        cells.addObject().put("value", text(debits));
        cells.addObject().put("value", text(debits));
        return report;
    }

    private static void column(ArrayNode columns, String title, String type, String key) {
        columns.addObject()
                .put("ColTitle", title)
                .put("ColType", type)
                .putArray("MetaData")
                .addObject()
                .put("Name", "ColKey")
                .put("Value", key);
    }

    private static String text(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    private Map<String, Long> sums(Map<String, JsonNode> accounts) {
        TrialBalance balance = new TrialBalance(company);
        Map<String, Long> sums = new HashMap<>(balance.movement(EVER, end));
        Map<String, Long> earlier = balance.movement(EVER, start.minusDays(1));
        String earnings = null;
        long earned = 0;
        for (Map.Entry<String, JsonNode> account : accounts.entrySet()) {
            String kind = account.getValue().path("Classification").asString("");
            if (kind.equals("Revenue") || kind.equals("Expense")) {
                long before = earlier.getOrDefault(account.getKey(), 0L);
                earned += before;
                sums.merge(account.getKey(), -before, Long::sum);
            }
            if (account.getValue().path("AccountSubType").asString("").equals("RetainedEarnings")) {
                earnings = account.getKey();
            }
        }
        if (earnings != null) {
            sums.merge(earnings, earned, Long::sum);
        }
        sums.values().removeIf(cents -> cents == 0);
        return sums;
    }
}
