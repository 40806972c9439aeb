package io.ledgersync.store.trialbalance.qbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.store.trialbalance.Balance;
import io.ledgersync.store.trialbalance.Chart;
import io.ledgersync.store.trialbalance.ClosedBooks;
import io.ledgersync.store.trialbalance.LedgerAccount;
import io.ledgersync.store.trialbalance.Postings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Each kind of document as a bookkeeper would post it. */
class QboRuleTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Accounts ACCOUNTS = new Accounts(
            new Chart(List.of(
                    account("bank", "Bank", "Checking"),
                    account("card", "Credit Card", "CreditCard"),
                    account("ar", "Accounts Receivable", "AccountsReceivable"),
                    account("ap", "Accounts Payable", "AccountsPayable"),
                    account("undeposited", "Other Current Asset", "UndepositedFunds"),
                    account("Board of Equalization Payable", "Other Current Liability", "GlobalTaxPayable"),
                    account("sales", "Income", "SalesOfProductIncome"),
                    account("discounts", "Income", "DiscountsRefundsGiven"),
                    account("stock", "Other Current Asset", "Inventory"),
                    account("expense", "Expense", "Supplies"))),
            Map.of("i", "sales"),
            Map.of("i", "stock"),
            Map.of("3", "Board of Equalization"));

    private static final String SALE = """
            "Line":[
             {"Amount":335.25,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"i"}}},
             {"DetailType":"GroupLineDetail","GroupLineDetail":{"Line":[
               {"Amount":64.75,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemAccountRef":{"value":"sales"}}}]}},
             {"Amount":400,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}},
             {"Amount":40,"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true}},
             {"Description":"Words","DetailType":"DescriptionOnly"}],
            "TxnTaxDetail":{"TotalTax":28.8,"TaxLine":[{"Amount":28.8,"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"3"}}}]},
            "TotalAmt":388.8""";
    private static final String PURCHASE = """
            "Line":[
             {"Amount":30,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"expense"}}},
             {"Amount":12.5,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"value":"i"}}}],
            "TotalAmt":42.5""";

    @Test
    void aSaleOnAccountRaisesReceivablesIncomeAndTax() {
        assertThat(posted(QboRule.INVOICE, SALE))
                .isEqualTo(of(
                        "ar",
                        "388.80",
                        "sales",
                        "-400.00",
                        "discounts",
                        "40.00",
                        "Board of Equalization Payable",
                        "-28.80"));
    }

    @Test
    void aDepositWithAnInvoiceIsMoneyReceived() {
        assertThat(posted(QboRule.INVOICE, SALE + ",\"Deposit\":88.8"))
                .containsEntry("ar", new BigDecimal("300.00"))
                .containsEntry("undeposited", new BigDecimal("88.80"));
    }

    @Test
    void aCreditTakesASaleBack() {
        assertThat(posted(QboRule.CREDIT_MEMO, SALE))
                .isEqualTo(of(
                        "ar",
                        "-388.80",
                        "sales",
                        "400.00",
                        "discounts",
                        "-40.00",
                        "Board of Equalization Payable",
                        "28.80"));
    }

    @Test
    void aSaleThatIsPaidAtOnceTouchesNoReceivables() {
        assertThat(posted(QboRule.SALES_RECEIPT, SALE + ",\"DepositToAccountRef\":{\"value\":\"bank\"}"))
                .containsEntry("bank", new BigDecimal("388.80"))
                .doesNotContainKey("ar");
        assertThat(posted(QboRule.REFUND_RECEIPT, SALE + ",\"DepositToAccountRef\":{\"value\":\"bank\"}"))
                .containsEntry("bank", new BigDecimal("-388.80"));
    }

    @Test
    void aPaymentWaitsToBeDepositedUnlessItSaysWhere() {
        assertThat(posted(QboRule.PAYMENT, "\"TotalAmt\":80")).isEqualTo(of("undeposited", "80.00", "ar", "-80.00"));
        assertThat(posted(QboRule.DEPOSIT, """
                "DepositToAccountRef":{"value":"bank"},"TotalAmt":70,"CashBack":{"AccountRef":{"value":"expense"},"Amount":20},
                "Line":[{"Amount":80,"LinkedTxn":[{"TxnId":"1","TxnType":"Payment"}]},
                 {"Amount":10,"DetailType":"DepositLineDetail","DepositLineDetail":{"AccountRef":{"value":"sales"}}}]"""))
                .isEqualTo(of("bank", "70.00", "expense", "20.00", "undeposited", "-80.00", "sales", "-10.00"));
    }

    @Test
    void aBillIsOwedUntilItIsPaid() {
        assertThat(posted(QboRule.BILL, PURCHASE)).isEqualTo(of("ap", "-42.50", "expense", "30.00", "stock", "12.50"));
        assertThat(posted(QboRule.VENDOR_CREDIT, PURCHASE))
                .isEqualTo(of("ap", "42.50", "expense", "-30.00", "stock", "-12.50"));
        assertThat(posted(
                        QboRule.BILL_PAYMENT,
                        "\"TotalAmt\":42.5,\"CheckPayment\":{\"BankAccountRef\":{\"value\":\"bank\"}}"))
                .isEqualTo(of("ap", "42.50", "bank", "-42.50"));
        assertThat(posted(
                        QboRule.BILL_PAYMENT,
                        "\"TotalAmt\":42.5,\"CreditCardPayment\":{\"CCAccountRef\":{\"value\":\"card\"}}"))
                .isEqualTo(of("ap", "42.50", "card", "-42.50"));
    }

    @Test
    void aPurchaseLeavesItsAccountAndARefundComesBackToIt() {
        String card = ",\"AccountRef\":{\"value\":\"card\"}";
        assertThat(posted(QboRule.PURCHASE, PURCHASE + card))
                .isEqualTo(of("card", "-42.50", "expense", "30.00", "stock", "12.50"));
        assertThat(posted(QboRule.PURCHASE, PURCHASE + card + ",\"Credit\":true"))
                .isEqualTo(of("card", "42.50", "expense", "-30.00", "stock", "-12.50"));
    }

    @Test
    void moneyMovesBetweenTheClientsAccounts() {
        assertThat(posted(
                        QboRule.TRANSFER,
                        "\"Amount\":5,\"FromAccountRef\":{\"value\":\"bank\"},\"ToAccountRef\":{\"value\":\"card\"}"))
                .isEqualTo(of("bank", "-5.00", "card", "5.00"));
        assertThat(
                        posted(
                                QboRule.CREDIT_CARD_PAYMENT,
                                "\"Amount\":5,\"BankAccountRef\":{\"value\":\"bank\"},\"CreditCardAccountRef\":{\"value\":\"card\"}"))
                .isEqualTo(of("bank", "-5.00", "card", "5.00"));
    }

    @Test
    void aJournalEntrySaysItselfWhatItPosts() {
        assertThat(posted(QboRule.JOURNAL_ENTRY, """
                "Line":[{"Amount":7,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"Debit","AccountRef":{"value":"bank"}}},
                 {"Amount":7,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"Credit","AccountRef":{"value":"sales"}}},
                 {"DetailType":"DescriptionOnly"}]""")).isEqualTo(of("bank", "7.00", "sales", "-7.00"));
    }

    @Test
    void anotherCurrencyIsPostedInTheCompanysOwn() {
        assertThat(posted(QboRule.PAYMENT, "\"TotalAmt\":10,\"ExchangeRate\":1.2345"))
                .isEqualTo(of("undeposited", "12.35", "ar", "-12.35"));
    }

    @Test
    void whatTheFieldsLeaveOpenIsPostedWhereItCanBeSeen() {
        assertThat(posted(QboRule.BILL, "\"TotalAmt\":10,\"Line\":[]")).isEqualTo(of("ap", "-10.00", "", "10.00"));
    }

    private static LedgerAccount account(String id, String type, String role) {
        return new LedgerAccount(id, null, id, type, "UNKNOWN", null, role);
    }

    private static Map<String, BigDecimal> posted(QboRule rule, String fields) {
        Postings postings = new Postings(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
        rule.post(JSON.readTree("{\"TxnDate\":\"2026-03-04\"," + fields + "}"), ACCOUNTS, postings);
        Map<String, BigDecimal> posted = new TreeMap<>();
        for (Balance balance : ClosedBooks.of(postings, ACCOUNTS.chart()).balances()) {
            String id = balance.account().id();
            posted.put(id == null ? "" : id, balance.net().setScale(2));
        }
        return posted;
    }

    private static Map<String, BigDecimal> of(String... pairs) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            amounts.put(pairs[i], new BigDecimal(pairs[i + 1]));
        }
        return amounts;
    }
}
