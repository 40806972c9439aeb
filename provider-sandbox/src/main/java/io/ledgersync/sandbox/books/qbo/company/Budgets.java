package io.ledgersync.sandbox.books.qbo.company;

import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import java.time.LocalDate;

/** What was planned for a year, month by month. */
public final class Budgets extends Kind {
    private static final int FIRST_YEAR = 2024;
    private static final int MONTHS = 12;

    public Budgets(Book book) {
        super(book, "Budget");
    }

    @Override
    protected void members(int index, Json json) {
        LocalDate begins = LocalDate.of(FIRST_YEAR + index, 1, 1);
        json.text("Name", "Budget " + begins.getYear())
                .day("StartDate", begins)
                .day("EndDate", begins.plusYears(1).minusDays(1))
                .text("BudgetType", "ProfitAndLoss")
                .text("BudgetEntryType", "Monthly")
                .flag("Active", true)
                .array("BudgetDetail");
        for (int month = 0; month < MONTHS; month++) {
            json.open().day("BudgetDate", begins.plusMonths(month)).money("Amount", numbers.cents(index, month));
            book.chart().reference("AccountRef", Chart.SALES, json);
            json.close();
        }
        json.end();
    }
}
