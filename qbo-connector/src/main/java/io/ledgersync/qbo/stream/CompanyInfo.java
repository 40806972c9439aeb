package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Organisation;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;

/** The company itself. */
final class CompanyInfo {
    static final QboList LIST =
            QboList.of("CompanyInfo", QboList.Content.WHOLE, LedgerKind.ORGANISATION, CompanyInfo::read);

    private CompanyInfo() {}

    private static Organisation read(Fields company) {
        FinancialYear year = FinancialYear.beginningIn(company.text("FiscalYearStartMonth"));
        return new Organisation(
                company.textOrEmpty("CompanyName"),
                company.text("LegalName"),
                null,
                company.text("Country"),
                company.text("DefaultTimeZone"),
                year.endMonth(),
                year.endDay());
    }
}
