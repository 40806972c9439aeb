package io.ledgersync.sandbox.books.qbo.company;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import java.util.Map;

/** The company's own record. */
public final class CompanyInfo extends Kind {
    private final String name;

    public CompanyInfo(String name) {
        super(Book.of(new BooksSpec(Map.of()), 0), "CompanyInfo", 1);
        this.name = name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    protected void members(int index, Json json) {
        json.text("CompanyName", name)
                .text("LegalName", name + " Inc.")
                .text("CompanyStartDate", "2024-01-01")
                .text("FiscalYearStartMonth", "January")
                .text("Country", "US")
                .text("SupportedLanguages", "en");
    }
}
