package io.ledgersync.sandbox.xero;

import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Numbers;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.xero.lists.Currencies;
import tools.jackson.databind.node.ObjectNode;

/** The organisation as the API describes it: British, its year ending in March. */
final class OrganisationRow {
    /** The month in which the financial year ends, on its last day. */
    static final int YEAR_ENDS_IN = 3;

    private OrganisationRow() {}

    static ObjectNode of(Organisation books) {
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
