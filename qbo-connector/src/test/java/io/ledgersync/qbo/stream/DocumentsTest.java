package io.ledgersync.qbo.stream;

import static io.ledgersync.qbo.stream.Bodies.number;
import static io.ledgersync.qbo.stream.Bodies.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.contract.ledger.Allocation;
import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.DocumentTax;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.Order;
import io.ledgersync.contract.ledger.Tracking;
import io.ledgersync.kit.UnreadableRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invoices, bills, credits and orders. */
class DocumentsTest {

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice */
    @Test
    void readsAnInvoiceWithLinesDiscountTaxesTrackingCurrencyAndRate() {
        Object invoice = Bodies.read("Invoice", """
                {"Id":"130","DocNumber":"1037","TxnDate":"2014-09-19","DueDate":"2014-10-19","PrivateNote":"Call first","TotalAmt":362.07,"Balance":300.00,
                 "CustomerRef":{"value":"24","name":"Sonnenschein Family Store"},"CurrencyRef":{"value":"EUR","name":"Euro"},"ExchangeRate":1.0925,
                 "DepartmentRef":{"value":"d","name":"Marin"},
                 "TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"},"TotalTax":26.82,"TaxLine":[{"Amount":26.82,"DetailType":"TaxLineDetail",
                  "TaxLineDetail":{"TaxRateRef":{"value":"3"},"PercentBased":true,"TaxPercent":8,"NetAmountTaxable":335.25}}]},"Line":[
                  {"Id":"1","LineNum":1,"Description":"Rock Fountain","Amount":372.50,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{
                   "ItemRef":{"value":"5","name":"Rock Fountain"},"UnitPrice":186.25,"Qty":2,"ItemAccountRef":{"value":"79"},"TaxCodeRef":{"value":"TAX"},
                   "ClassRef":{"value":"c","name":"Gardens"}}},
                  {"Amount":372.50,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}},
                  {"Id":"2","Amount":37.25,"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":10,
                   "DiscountAccountRef":{"value":"86","name":"Discounts given"}}}]}""");

        assertThat(invoice)
                .isEqualTo(Invoice.newBuilder()
                        .setDirection("SALES")
                        .setNumber("1037")
                        .setStatus("AUTHORISED")
                        .setContactId("24")
                        .setContactName("Sonnenschein Family Store")
                        .setDate(LocalDate.of(2014, 9, 19))
                        .setDueDate(LocalDate.of(2014, 10, 19))
                        .setCurrency("EUR")
                        .setExchangeRate(rate("1.0925"))
                        .setSubTotal(number("335.25"))
                        .setTotalTax(number("26.82"))
                        .setTotal(number("362.07"))
                        .setAmountDue(number("300"))
                        .setAmountSettled(number("62.07"))
                        .setMemo("Call first")
                        .setAmountsIncludeTax(false)
                        .setTaxes(List.of(new DocumentTax("3", number("8"), number("335.25"), number("26.82"))))
                        .setLines(List.of(
                                DocumentLine.newBuilder()
                                        .setId("1")
                                        .setDescription("Rock Fountain")
                                        .setQuantity(number("2"))
                                        .setUnitAmount(number("186.25"))
                                        .setAmount(number("372.50"))
                                        .setTaxCode("TAX")
                                        .setAccountId("79")
                                        .setItemId("5")
                                        .setTracking(List.of(
                                                new Tracking("Class", "Gardens", "c"),
                                                new Tracking("Department", "Marin", "d")))
                                        .build(),
                                DocumentLine.newBuilder()
                                        .setId("2")
                                        .setAmount(number("-37.25"))
                                        .setAccountId("86")
                                        .setTracking(List.of(new Tracking("Department", "Marin", "d")))
                                        .build()))
                        .build());
    }

    /** As recorded: 300 + 250 + 275 + 180 - 50.25 comes to 954.75. */
    @Test
    void lessensTheSumOfTheLinesByADiscount() {
        Invoice invoice = (Invoice) Bodies.read("Invoice", """
                {"Id":"1","TotalAmt":954.75,"Line":[{"Amount":300},{"Amount":250},{"Amount":275},{"Amount":180},
                 {"Amount":1005,"DetailType":"SubTotalLineDetail"},{"Amount":50.25,"DetailType":"DiscountLineDetail"}]}""");

        assertThat(invoice.getLines().stream()
                        .map(DocumentLine::getAmount)
                        .reduce(BigDecimal::add)
                        .orElseThrow())
                .isEqualByComparingTo(invoice.getTotal());
    }

    /** The word only says how the document is shown: https://github.com/ruckus/quickbooks-ruby/issues/346 */
    @ParameterizedTest
    @CsvSource({
        "TaxExcluded, 100, 10, 110, false",
        "TaxInclusive, 100, 10, 110, false",
        "TaxInclusive, 110, 10, 110, true",
        "NotApplicable, 110, 0, 110,"
    })
    void tellsFromTheSumWhetherTheLinesHoldTheTax(
            String word, String line, String tax, String total, Boolean included) {
        Invoice invoice = (Invoice) Bodies.read(
                "Invoice",
                "{\"Id\":\"1\",\"GlobalTaxCalculation\":\"" + word + "\",\"TotalAmt\":" + total
                        + ",\"TxnTaxDetail\":{\"TotalTax\":" + tax + "},\"Line\":[{\"Amount\":" + line + "}]}");

        assertThat(invoice.getAmountsIncludeTax()).isEqualTo(included);
        assertThat(invoice.getTaxes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "null", "'\"\"'"})
    void takesARateOfNoughtForNone(String given) {
        assertThat(((Invoice) Bodies.read("Invoice", "{\"Id\":\"1\",\"ExchangeRate\":" + given + "}"))
                        .getExchangeRate())
                .isNull();
    }

    @Test
    void refusesARateThatTheContractCannotHold() {
        assertThatThrownBy(() -> Bodies.read("Invoice", "{\"Id\":\"1\",\"ExchangeRate\":1e18}"))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage("Invoice.ExchangeRate is 1E+18; allowed is a number below 1E18");
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/bill */
    @Test
    void readsABill() {
        Object bill = Bodies.read("Bill", """
                {"Id":"25","TxnDate":"2014-11-06","DueDate":"2014-12-06","TotalAmt":103.55,"Balance":0,"CurrencyRef":{"value":"USD"},
                 "VendorRef":{"name":"Norton Lumber and Building Materials","value":"46"},"APAccountRef":{"value":"33"},
                 "LinkedTxn":[{"TxnId":"118","TxnType":"BillPaymentCheck"}],"SalesTermRef":{"value":"3"},"Line":[
                  {"Id":"1","Description":"Lumber","Amount":103.55,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{
                   "TaxCodeRef":{"value":"TAX"},"AccountRef":{"value":"64","name":"Decks and Patios"},"BillableStatus":"Billable",
                   "CustomerRef":{"value":"26","name":"Travis Waldron"}}}]}""");

        assertThat(bill)
                .isEqualTo(Invoice.newBuilder()
                        .setDirection("PURCHASE")
                        .setStatus("PAID")
                        .setContactId("46")
                        .setContactName("Norton Lumber and Building Materials")
                        .setDate(LocalDate.of(2014, 11, 6))
                        .setDueDate(LocalDate.of(2014, 12, 6))
                        .setCurrency("USD")
                        .setSubTotal(number("103.55"))
                        .setTotal(number("103.55"))
                        .setAmountDue(number("0"))
                        .setAmountSettled(number("103.55"))
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setDescription("Lumber")
                                .setAmount(number("103.55"))
                                .setTaxCode("TAX")
                                .setAccountId("64")
                                .build()))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/creditmemo */
    @Test
    void readsACreditMemo() {
        Object memo = Bodies.read("CreditMemo", """
                {"Id":"73","DocNumber":"1026","TxnDate":"2014-09-02","TotalAmt":100.0,"RemainingCredit":40.0,"Balance":0,"PrivateNote":"Came late",
                 "CustomerRef":{"name":"Amy's Bird Sanctuary","value":"1"},"TxnTaxDetail":{"TotalTax":0},"Line":[
                  {"Id":"1","LineNum":1,"Description":"Pest Control Services","Amount":100.0,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{
                   "TaxCodeRef":{"value":"NON"},"Qty":1,"UnitPrice":100,"ItemRef":{"name":"Pest Control","value":"10"}}},
                  {"DetailType":"SubTotalLineDetail","Amount":100.0,"SubTotalLineDetail":{}}]}""");

        assertThat(memo)
                .isEqualTo(Credit.newBuilder()
                        .setKind("CREDIT_NOTE")
                        .setDirection("SALES")
                        .setNumber("1026")
                        .setStatus("AUTHORISED")
                        .setContactId("1")
                        .setContactName("Amy's Bird Sanctuary")
                        .setDate(LocalDate.of(2014, 9, 2))
                        .setSubTotal(number("100"))
                        .setTotalTax(number("0"))
                        .setTotal(number("100"))
                        .setRemaining(number("40"))
                        .setMemo("Came late")
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setDescription("Pest Control Services")
                                .setQuantity(number("1"))
                                .setUnitAmount(number("100"))
                                .setAmount(number("100"))
                                .setTaxCode("NON")
                                .setItemId("10")
                                .build()))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/vendorcredit */
    @Test
    void readsAVendorCreditAndWhatItWasUsedFor() {
        Object credit = Bodies.read("VendorCredit", """
                {"Id":"255","TxnDate":"2014-12-23","TotalAmt":90.0,"Balance":0,"VendorRef":{"name":"Books by Bessie","value":"30"},
                 "APAccountRef":{"value":"33"},"Line":[{"Id":"1","Amount":90.0,"LinkedTxn":[{"TxnId":"234","TxnType":"Bill"}],
                  "DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"name":"Bank Charges","value":"8"}}}]}""");

        assertThat(credit)
                .isEqualTo(Credit.newBuilder()
                        .setKind("CREDIT_NOTE")
                        .setDirection("PURCHASE")
                        .setStatus("PAID")
                        .setContactId("30")
                        .setContactName("Books by Bessie")
                        .setDate(LocalDate.of(2014, 12, 23))
                        .setSubTotal(number("90"))
                        .setTotal(number("90"))
                        .setRemaining(number("0"))
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setAmount(number("90"))
                                .setAccountId("8")
                                .build()))
                        .setAllocations(List.of(new Allocation("Bill", "234", number("90"))))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/estimate */
    @Test
    void readsAnEstimateWithItsDiscount() {
        Object estimate = Bodies.read("Estimate", """
                {"Id":"177","DocNumber":"1001","TxnDate":"2015-03-26","ExpirationDate":"2015-04-26","TxnStatus":"Pending","TotalAmt":31.5,
                 "CustomerRef":{"name":"Cool Cars","value":"3"},"TxnTaxDetail":{"TotalTax":0},"Line":[
                  {"Id":"1","Description":"Pest Control Services","Amount":35.0,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{
                   "TaxCodeRef":{"value":"NON"},"Qty":1,"UnitPrice":35,"ItemRef":{"name":"Pest Control","value":"10"}}},
                  {"DetailType":"SubTotalLineDetail","Amount":35.0,"SubTotalLineDetail":{}},
                  {"DetailType":"DiscountLineDetail","Amount":3.5,"DiscountLineDetail":{"DiscountAccountRef":{"value":"86"},"PercentBased":true}}]}""");

        assertThat(estimate)
                .isEqualTo(Order.newBuilder()
                        .setKind("QUOTE")
                        .setNumber("1001")
                        .setStatus("Pending")
                        .setContactId("3")
                        .setContactName("Cool Cars")
                        .setDate(LocalDate.of(2015, 3, 26))
                        .setDueDate(LocalDate.of(2015, 4, 26))
                        .setSubTotal(number("31.5"))
                        .setTotalTax(number("0"))
                        .setTotal(number("31.5"))
                        .setLines(List.of(
                                DocumentLine.newBuilder()
                                        .setId("1")
                                        .setDescription("Pest Control Services")
                                        .setQuantity(number("1"))
                                        .setUnitAmount(number("35"))
                                        .setAmount(number("35"))
                                        .setTaxCode("NON")
                                        .setItemId("10")
                                        .build(),
                                DocumentLine.newBuilder()
                                        .setAmount(number("-3.5"))
                                        .setAccountId("86")
                                        .build()))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/purchaseorder */
    @Test
    void readsAPurchaseOrder() {
        Object order = Bodies.read("PurchaseOrder", """
                {"Id":"257","DocNumber":"1005","TxnDate":"2015-07-28","DueDate":"2015-08-28","POStatus":"Open","TotalAmt":25.0,
                 "CurrencyRef":{"value":"USD"},"VendorRef":{"name":"Hicks Hardware","value":"41"},"Line":[{"Id":"1","Amount":25.0,
                  "DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"name":"Garden Supplies","value":"38"},
                   "CustomerRef":{"name":"Cool Cars","value":"3"},"Qty":1,"TaxCodeRef":{"value":"NON"},"UnitPrice":25}}]}""");

        assertThat(order)
                .isEqualTo(Order.newBuilder()
                        .setKind("PURCHASE_ORDER")
                        .setNumber("1005")
                        .setStatus("Open")
                        .setContactId("41")
                        .setContactName("Hicks Hardware")
                        .setDate(LocalDate.of(2015, 7, 28))
                        .setDueDate(LocalDate.of(2015, 8, 28))
                        .setCurrency("USD")
                        .setSubTotal(number("25"))
                        .setTotal(number("25"))
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setQuantity(number("1"))
                                .setUnitAmount(number("25"))
                                .setAmount(number("25"))
                                .setTaxCode("NON")
                                .setItemId("38")
                                .build()))
                        .build());
    }
}
