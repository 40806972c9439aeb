package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Organisation;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** The organisation itself. */
final class OrganisationStream {
    static final XeroList LIST = XeroList.of(
                    "Organisation", XeroList.Order.WHOLE, LedgerKind.ORGANISATION, OrganisationStream::read)
            .named("Organisations", "Organisation", "OrganisationID")
            .stamped("")
            .found(XeroList.Lookup.IN_THE_LIST);

    private OrganisationStream() {}

    private static Organisation read(Fields organisation) {
        return new Organisation(
                organisation.textOrEmpty("Name"),
                organisation.text("LegalName"),
                organisation.text("BaseCurrency"),
                organisation.text("CountryCode"),
                organisation.text("Timezone"),
                organisation.whole("FinancialYearEndMonth"),
                organisation.whole("FinancialYearEndDay"));
    }
}
