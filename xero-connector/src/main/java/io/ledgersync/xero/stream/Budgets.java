package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Budget;
import io.ledgersync.contract.ledger.BudgetLine;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Budgets; their list leaves the amounts out. */
final class Budgets {
    static final XeroList LIST = XeroList.of("Budgets", XeroList.Order.WHOLE, LedgerKind.BUDGET, Budgets::read);

    private Budgets() {}

    private static Budget read(Fields budget) {
        List<BudgetLine> lines = new ArrayList<>();
        for (Fields line : budget.list("BudgetLines")) {
            for (Fields balance : line.list("BudgetBalances")) {
                lines.add(new BudgetLine(
                        line.text("AccountID"),
                        line.text("AccountCode"),
                        balance.parse("Period", Budgets::month, "a month such as 2026-05"),
                        balance.amount("Amount")));
            }
        }
        return new Budget(budget.textOrEmpty("Description"), budget.text("Type"), "ACTIVE", lines);
    }

    private static LocalDate month(String text) {
        return text.length() == 7 ? YearMonth.parse(text).atDay(1) : XeroDates.date(text);
    }
}
