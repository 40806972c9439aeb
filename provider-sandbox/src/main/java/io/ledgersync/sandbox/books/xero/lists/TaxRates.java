package io.ledgersync.sandbox.books.xero.lists;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;
import java.util.List;

/** Tax rates, known by their type; none has a GUID or says when it changed. */
public final class TaxRates extends Kind {
    /** Nothing is taxed. */
    public static final String NONE = "NONE";
    /** What sales are taxed with. */
    public static final String ON_SALES = "OUTPUT2";
    /** What purchases are taxed with. */
    public static final String ON_COSTS = "INPUT2";
    /** Hundredths of the net amount. */
    public static final int PERCENT = 20;

    private static final List<String> TYPES = List.of(NONE, ON_SALES, ON_COSTS, "ZERORATEDOUTPUT", "EXEMPTOUTPUT");
    private static final List<String> NAMES =
            List.of("No VAT", "20% (VAT on Income)", "20% (VAT on Expenses)", "Zero Rated Income", "Exempt Income");

    public TaxRates(Book book) {
        super(book, "TaxRate");
    }

    @Override
    public String id(int index) {
        return index < TYPES.size() ? TYPES.get(index) : "TAX%03d".formatted(index);
    }

    @Override
    public int index(String id) {
        int known = TYPES.indexOf(id);
        if (known < 0 && id.matches("TAX\\d{3,7}")) {
            int index = Integer.parseInt(id.substring(3));
            known = index >= TYPES.size() && id(index).equals(id) ? index : -1;
        }
        return known < size() ? known : -1;
    }

    /** The name under which a type of tax is shown. */
    public static String name(String type) {
        int known = TYPES.indexOf(type);
        return known < 0 ? type : NAMES.get(known);
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        String type = id(index);
        long rate = type.equals(ON_SALES) || type.equals(ON_COSTS) ? PERCENT * 10_000L : index < 5 ? 0 : index * 5_000L;
        boolean costs = type.equals(ON_COSTS);
        json.text("Name", index < TYPES.size() ? NAMES.get(index) : "Special Rate " + index)
                .text("TaxType", type)
                .text("ReportTaxType", type.equals(NONE) ? NONE : costs ? "INPUT" : "OUTPUT")
                .flag("CanApplyToAssets", true)
                .flag("CanApplyToEquity", true)
                .flag("CanApplyToExpenses", costs || type.equals(NONE))
                .flag("CanApplyToLiabilities", true)
                .flag("CanApplyToRevenue", !costs)
                .four("DisplayTaxRate", rate)
                .four("EffectiveRate", rate)
                .text("Status", index >= 5 && index % 4 == 1 ? "ARCHIVED" : "ACTIVE")
                .array("TaxComponents")
                .open()
                .text("Name", "VAT")
                .four("Rate", rate)
                .flag("IsCompound", false)
                .flag("IsNonRecoverable", false)
                .close()
                .end();
    }
}
