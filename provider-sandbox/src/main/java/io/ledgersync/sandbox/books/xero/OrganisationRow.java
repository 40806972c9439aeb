package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Generator;
import io.ledgersync.sandbox.books.Numbers;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.lists.Currencies;
import tools.jackson.databind.node.ObjectNode;

/** The organisation as the API describes it: British, its year ending in March. */
final class OrganisationRow {
    /** The kind of which it is the one record. */
    static final String KIND = "Organisation";

    private static final int YEAR_ENDS_IN = 3;

    private OrganisationRow() {}

    /** Puts it on a shelf of its own. */
    static void keep(Organisation books) {
        Shelf shelf = new Shelf(Generator.none());
        shelf.put(new Entry(books.id(), Numbers.FIRST, Numbers.FIRST, of(books), -1));
        books.single(KIND, shelf);
    }

    private static ObjectNode of(Organisation books) {
        ObjectNode row = Shelf.JSON
                .createObjectNode()
                .put("Name", books.name())
                .put("LegalName", books.name() + " Ltd")
                .put("PaysTax", true)
                .put("Version", "UK")
                .put("OrganisationType", "COMPANY")
                .put("BaseCurrency", Currencies.BASE)
                .put("CountryCode", "GB")
                .put("IsDemoCompany", true)
                .put("OrganisationStatus", "ACTIVE")
                .put("FinancialYearEndDay", 31)
                .put("FinancialYearEndMonth", YEAR_ENDS_IN)
                .put("SalesTaxBasis", "ACCRUALS")
                .put("Timezone", "GMTSTANDARDTIME")
                .put("ShortCode", "!sand")
                .put("Class", "DEMO")
                .put("Edition", "BUSINESS")
                .put("OrganisationID", books.id())
                .put("CreatedDateUTC", Formats.xero(Numbers.FIRST));
        row.putArray("Addresses");
        row.putArray("Phones");
        row.putArray("ExternalLinks");
        row.putObject("PaymentTerms");
        return row;
    }
}
