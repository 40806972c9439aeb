package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Budget;
import io.ledgersync.contract.ledger.BudgetLine;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboDates;
import io.ledgersync.qbo.ask.QboList;
import java.util.List;

/** Budgets. */
final class Budgets {
    static final QboList LIST = QboList.of("Budget", QboList.Content.WHOLE_NAMES, LedgerKind.BUDGET, Budgets::read);

    private Budgets() {}

    private static Budget read(Fields budget) {
        List<BudgetLine> lines = budget.list("BudgetDetail").stream()
                .map(line -> new BudgetLine(
                        References.id(line, "AccountRef"),
                        null,
                        QboDates.date(line, "BudgetDate"),
                        line.amount("Amount")))
                .toList();
        return new Budget(budget.textOrEmpty("Name"), budget.text("BudgetType"), References.active(budget), lines);
    }
}
