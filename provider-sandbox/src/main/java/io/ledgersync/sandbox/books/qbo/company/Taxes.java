package io.ledgersync.sandbox.books.qbo.company;

import io.ledgersync.sandbox.books.qbo.kind.Amounts;
import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.kind.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Codes, rates and agencies of sales taxes: code, rate and agency of the same place belong together. */
public final class Taxes extends Kind {
    private Taxes(Book book, String sourceType) {
        super(book, sourceType);
    }

    public static List<Kind> all(Book book) {
        return Stream.of("TaxCode", "TaxRate", "TaxAgency")
                .<Kind>map(sourceType -> new Taxes(book, sourceType))
                .toList();
    }

    @Override
    protected void members(int index, Json json) {
        String place = "District " + (index + 1);
        switch (sourceType()) {
            case "TaxCode" -> {
                json.text("Name", place)
                        .text("Description", "Sales tax of " + place)
                        .flag("Active", true)
                        .flag("Hidden", false)
                        .flag("Taxable", true)
                        .flag("TaxGroup", true)
                        .object("SalesTaxRateList")
                        .array("TaxRateDetail");
                if (book.size("TaxRate") > 0) {
                    int rate = index % book.size("TaxRate");
                    json.open()
                            .reference("TaxRateRef", Integer.toString(rate + 1), "Rate " + (rate + 1))
                            .text("TaxTypeApplicable", "TaxOnAmount")
                            .whole("TaxOrder", 0)
                            .close();
                }
                json.end().close();
            }
            case "TaxRate" -> {
                json.text("Name", "Rate " + (index + 1))
                        .text("Description", "Rate of " + place)
                        .flag("Active", true)
                        .whole("RateValue", Amounts.TAX_PERCENT + index);
                int agencies = book.size("TaxAgency");
                if (agencies > 0) {
                    json.object("AgencyRef")
                            .text("value", Integer.toString(index % agencies + 1))
                            .close();
                }
                json.text("SpecialTaxType", "NONE").text("DisplayType", "ReadOnly");
            }
            default ->
                json.text("DisplayName", "Agency of " + place)
                        .flag("TaxTrackedOnPurchases", false)
                        .flag("TaxTrackedOnSales", true);
        }
    }
}
