package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.TrialBalance;
import io.ledgersync.contract.ledger.TrialBalanceRow;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboDates;
import io.ledgersync.qbo.ask.QboList;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The trial balance of the financial year to date, on accrual basis; an answer that was cut says so in a row. */
final class TrialBalanceReport {
    static final QboList LIST =
            QboList.of("TrialBalance", QboList.Content.REPORT, LedgerKind.TRIAL_BALANCE, TrialBalanceReport::read);

    private static final String CUT = "Unable to display more data";
    private static final int DEBIT = 1;
    private static final int CREDIT = 2;

    private TrialBalanceReport() {}

    private static TrialBalance read(Fields report) {
        Fields header = report.object("Header");
        LocalDate asOf = QboDates.date(header, "EndPeriod");
        if (asOf == null) {
            throw header.unreadable("EndPeriod", QboDates.DATE);
        }
        List<TrialBalanceRow> rows = new ArrayList<>();
        add(report.object("Rows"), rows);
        return new TrialBalance(asOf, header.text("Currency"), QboDates.date(header, "StartPeriod"), rows);
    }

    private static void add(Fields section, List<TrialBalanceRow> rows) {
        for (Fields row : section.list("Row")) {
            add(row.object("Rows"), rows);
            List<Fields> cells = row.list("ColData");
            if (cells.isEmpty()) {
                continue;
            }
            Fields account = cells.get(0);
            if (account.textOrEmpty("value").startsWith(CUT)) {
                throw account.unreadable("value", "a report that is not cut");
            }
            // Totals have no account.
            String id = account.text("id");
            if (id != null && cells.size() > CREDIT) {
                rows.add(new TrialBalanceRow(
                        id, account.textOrEmpty("value"), amount(cells.get(DEBIT)), amount(cells.get(CREDIT))));
            }
        }
    }

    private static BigDecimal amount(Fields cell) {
        BigDecimal amount = cell.amount("value");
        return amount == null ? BigDecimal.ZERO.setScale(10) : amount;
    }
}
