package io.ledgersync.qbo.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.contract.ledger.TrialBalance;
import io.ledgersync.kit.LedgerRecord;
import io.ledgersync.kit.UnreadableRecord;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TrialBalanceReportTest {
    private static final String HEADER =
            "{\"Header\":{\"StartPeriod\":\"2026-01-01\",\"EndPeriod\":\"2026-11-23\",\"Currency\":\"USD\"},\"Rows\":{\"Row\":[";

    @Test
    void readsNestedAccountsAndLeavesTotalsOut() {
        LedgerRecord record = read("""
                {"type":"Section","Header":{"ColData":[{"value":"Bank","id":"9"}]},"Rows":{"Row":[
                  {"type":"Data","ColData":[{"value":"Checking","id":"35"},{"value":"1201.00"},{"value":""}]}]},
                 "Summary":{"ColData":[{"value":"Total Bank"},{"value":"1201.00"},{"value":""}]}},
                {"ColData":[{"value":"Sales","id":"1"},{"value":""},{"value":"1201.00"}]},
                {"group":"GrandTotal","ColData":[{"value":"TOTAL"},{"value":"1201.00"},{"value":"1201.00"}]}""");
        TrialBalance balance = (TrialBalance) record.entity();
        assertThat(record.sourceId()).isEqualTo("TrialBalance");
        assertThat(balance.getAsOf()).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(balance.getYearStart()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(balance.getRows()).extracting(row -> row.getAccountId()).containsExactly("35", "1");
        assertThat(balance.getRows().get(1).getCredit()).isEqualByComparingTo("1201.00");
    }

    @Test
    void aReportThatWasCutIsNone() {
        assertThatThrownBy(() -> read("""
                        {"ColData":[{"value":"Unable to display more data. Please reduce the date range."}]}"""))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageEndingWith("allowed is a report that is not cut");
    }

    private static LedgerRecord read(String rows) {
        return TrialBalanceReport.LIST.read(JsonMapper.shared().readTree(HEADER + rows + "]}}"));
    }
}
