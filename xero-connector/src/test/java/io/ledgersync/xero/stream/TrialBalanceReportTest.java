package io.ledgersync.xero.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.contract.ledger.TrialBalance;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.UnreadableRecord;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TrialBalanceReportTest {

    @Test
    void readsTheBalancesOfTheYearToDateAndLeavesTotalsOut() {
        LedgerRecord record = TrialBalanceReport.LIST.read(JsonMapper.shared().readTree("""
                {"ReportName":"Trial Balance","ReportType":"TrialBalance","ReportDate":"24 April 2019",
                 "UpdatedDateUTC":"/Date(1556129558724)/","Rows":[
                  {"RowType":"Header","Cells":[{"Value":"Account"},{"Value":"Debit"},{"Value":"Credit"}]},
                  {"RowType":"Section","Title":"Revenue","Rows":[{"RowType":"Row","Cells":[
                    {"Value":"Sales (400)","Attributes":[{"Value":"a-1","Id":"account"}]},
                    {"Value":""},{"Value":"200.00"},{"Value":""},{"Value":"1020.22"}]}]},
                  {"RowType":"Section","Title":"","Rows":[{"RowType":"SummaryRow","Cells":[
                    {"Value":"Total"},{"Value":"1.00"},{"Value":"1.00"},{"Value":"1.00"},{"Value":"1.00"}]}]}]}"""));
        TrialBalance balance = (TrialBalance) record.entity();
        assertThat(record.sourceId()).isEqualTo("TrialBalance");
        assertThat(balance.getAsOf()).isEqualTo(LocalDate.of(2019, 4, 24));
        assertThat(balance.getRows()).singleElement().satisfies(row -> {
            assertThat(row.getAccountId()).isEqualTo("a-1");
            assertThat(row.getDebit()).isZero();
            assertThat(row.getCredit()).isEqualByComparingTo("1020.22");
        });
    }

    @Test
    void saysWhatIsWrongWithADayThatItCannotRead() {
        assertThatThrownBy(() -> TrialBalanceReport.LIST.read(
                        JsonMapper.shared().readTree("{\"ReportType\":\"TrialBalance\",\"ReportDate\":\"soon\"}")))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage("TrialBalance.ReportDate is \"soon\"; allowed is a day such as 24 April 2019");
    }
}
