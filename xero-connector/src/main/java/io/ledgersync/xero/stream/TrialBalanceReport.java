package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.TrialBalance;
import io.ledgersync.contract.ledger.TrialBalanceRow;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The trial balance, on accrual basis: each account's balance of the year to date. */
final class TrialBalanceReport {
    static final XeroList LIST = XeroList.of(
                    "Reports/TrialBalance", XeroList.Order.WHOLE, LedgerKind.TRIAL_BALANCE, TrialBalanceReport::read)
            .named("Reports", "TrialBalance", "ReportType");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final int DEBIT = 3;
    private static final int CREDIT = 4;

    private TrialBalanceReport() {}

    private static TrialBalance read(Fields report) {
        LocalDate asOf = report.parse("ReportDate", day -> LocalDate.parse(day, DAY), "a day such as 24 April 2019");
        if (asOf == null) {
            throw report.unreadable("ReportDate", "a day such as 24 April 2019");
        }
        List<TrialBalanceRow> rows = new ArrayList<>();
        for (Fields section : report.list("Rows")) {
            for (Fields row : section.list("Rows")) {
                List<Fields> cells = row.list("Cells");
                // Totals have no account.
                String account = cells.isEmpty() ? null : account(cells.get(0));
                if (account != null && cells.size() > CREDIT) {
                    rows.add(new TrialBalanceRow(
                            account,
                            cells.get(0).textOrEmpty("Value"),
                            amount(cells.get(DEBIT)),
                            amount(cells.get(CREDIT))));
                }
            }
        }
        return new TrialBalance(asOf, null, null, rows);
    }

    private static @Nullable String account(Fields cell) {
        for (Fields attribute : cell.list("Attributes")) {
            if ("account".equals(attribute.text("Id"))) {
                return attribute.text("Value");
            }
        }
        return null;
    }

    private static BigDecimal amount(Fields cell) {
        BigDecimal amount = cell.amount("Value");
        return amount == null ? BigDecimal.ZERO.setScale(10) : amount;
    }
}
