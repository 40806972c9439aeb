package io.ledgersync.sandbox.books.qbo.company;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import java.util.Map;

/** How the company keeps its books. */
public final class Preferences extends Kind {
    private final boolean manyCurrencies;
    private final boolean classes;
    private final boolean departments;

    public Preferences(boolean manyCurrencies, boolean classes, boolean departments) {
        super(Book.of(new BooksSpec(Map.of()), 0), "Preferences", 1);
        this.manyCurrencies = manyCurrencies;
        this.classes = classes;
        this.departments = departments;
    }

    @Override
    protected void members(int index, Json json) {
        json.object("AccountingInfoPrefs")
                .text("FirstMonthOfFiscalYear", "January")
                .flag("UseAccountNumbers", false)
                .text("TaxYearMonth", "January")
                .flag("ClassTrackingPerTxnLine", classes)
                .flag("TrackDepartments", departments)
                .flag("ClassTrackingPerTxn", false)
                .close()
                .object("CurrencyPrefs")
                .flag("MultiCurrencyEnabled", manyCurrencies)
                .object("HomeCurrency")
                .text("value", Book.HOME)
                .close()
                .close()
                .object("ReportPrefs")
                .text("ReportBasis", "Accrual")
                .close();
    }
}
