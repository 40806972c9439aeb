package io.ledgersync.qbo.stream;

import static io.ledgersync.qbo.stream.Bodies.number;
import static io.ledgersync.qbo.stream.Bodies.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.Allocation;
import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.Journal;
import io.ledgersync.contract.ledger.JournalLine;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.contract.ledger.Transfer;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Money that came, went or moved, and what was posted by hand. */
class MoneyTest {

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/salesreceipt */
    @Test
    void readsASalesReceipt() {
        Object receipt = Bodies.read("SalesReceipt", """
                {"Id":"11","DocNumber":"1003","PaymentRefNum":"10264","TxnDate":"2014-09-14","TotalAmt":337.5,"Balance":0,"PrivateNote":"At the door",
                 "DepositToAccountRef":{"name":"Checking","value":"35"},"CustomerRef":{"name":"Dylan Sollfrank","value":"6"},
                 "PaymentMethodRef":{"name":"Check","value":"2"},"TxnTaxDetail":{"TotalTax":0},"Line":[{"Id":"1","Description":"Custom Design","Amount":337.5,
                  "DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"TaxCodeRef":{"value":"NON"},"Qty":4.5,"UnitPrice":75,"ItemRef":{"value":"4"}}},
                  {"DetailType":"SubTotalLineDetail","Amount":337.5,"SubTotalLineDetail":{}}]}""");

        assertThat(receipt)
                .isEqualTo(BankTransaction.newBuilder()
                        .setDirection("RECEIVE")
                        .setType("SalesReceipt")
                        .setStatus("AUTHORISED")
                        .setBankAccountId("35")
                        .setContactId("6")
                        .setContactName("Dylan Sollfrank")
                        .setDate(LocalDate.of(2014, 9, 14))
                        .setSubTotal(number("337.5"))
                        .setTotalTax(number("0"))
                        .setTotal(number("337.5"))
                        .setNumber("1003")
                        .setReference("10264")
                        .setMemo("At the door")
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setDescription("Custom Design")
                                .setQuantity(number("4.5"))
                                .setUnitAmount(number("75"))
                                .setAmount(number("337.5"))
                                .setTaxCode("NON")
                                .setItemId("4")
                                .build()))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/refundreceipt */
    @Test
    void readsARefundReceiptAsMoneySpent() {
        Object refund = Bodies.read("RefundReceipt", """
                {"Id":"66","DocNumber":"1020","TxnDate":"2014-09-17","TotalAmt":87.5,"Balance":0,"DepositToAccountRef":{"name":"Checking","value":"35"},
                 "CustomerRef":{"name":"Pye's Cakes","value":"15"},"TxnTaxDetail":{"TotalTax":0},"Line":[{"Id":"1","Amount":87.5,
                  "DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"Qty":2.5,"UnitPrice":35,"ItemRef":{"value":"10"}}}]}""");

        assertThat(refund)
                .isEqualTo(BankTransaction.newBuilder()
                        .setDirection("SPEND")
                        .setType("RefundReceipt")
                        .setStatus("AUTHORISED")
                        .setBankAccountId("35")
                        .setContactId("15")
                        .setContactName("Pye's Cakes")
                        .setDate(LocalDate.of(2014, 9, 17))
                        .setSubTotal(number("87.5"))
                        .setTotalTax(number("0"))
                        .setTotal(number("87.5"))
                        .setNumber("1020")
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setQuantity(number("2.5"))
                                .setUnitAmount(number("35"))
                                .setAmount(number("87.5"))
                                .setItemId("10")
                                .build()))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/purchase */
    @Test
    void readsAPurchase() {
        Object purchase = Bodies.read("Purchase", """
                {"Id":"123","PaymentType":"Check","DocNumber":"1001","TxnDate":"2024-01-15","TotalAmt":150.00,"PrivateNote":"Office supplies for Q1",
                 "AccountRef":{"value":"35","name":"Checking"},"EntityRef":{"value":"42","name":"ABC Vendor","type":"Vendor"},"Line":[
                  {"Id":"1","DetailType":"AccountBasedExpenseLineDetail","Amount":150.00,
                   "AccountBasedExpenseLineDetail":{"AccountRef":{"value":"54","name":"Office Supplies"}}}]}""");

        assertThat(purchase)
                .isEqualTo(BankTransaction.newBuilder()
                        .setDirection("SPEND")
                        .setType("Check")
                        .setStatus("AUTHORISED")
                        .setBankAccountId("35")
                        .setContactId("42")
                        .setContactName("ABC Vendor")
                        .setDate(LocalDate.of(2024, 1, 15))
                        .setSubTotal(number("150"))
                        .setTotal(number("150"))
                        .setNumber("1001")
                        .setMemo("Office supplies for Q1")
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setAmount(number("150"))
                                .setAccountId("54")
                                .build()))
                        .build());
    }

    /**
     * https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/deposit: lines of payments name
     * nothing but them.
     */
    @Test
    void readsADepositWithItsPaymentsPartiesAndTheCashKeptBack() {
        Object deposit = Bodies.read("Deposit", """
                {"Id":"123","TxnDate":"2024-01-15","TotalAmt":1480.00,"PrivateNote":"January deposits",
                 "DepositToAccountRef":{"value":"35","name":"Checking"},"CashBack":{"AccountRef":{"value":"12"},"Amount":20.00,"Memo":"Petty cash"},"Line":[
                  {"Id":"1","Amount":1000.00,"DetailType":"DepositLineDetail","DepositLineDetail":{"AccountRef":{"value":"79","name":"Sales"},
                   "Entity":{"value":"58","name":"ABC Customer","type":"CUSTOMER"}}},
                  {"Amount":500.00,"LinkedTxn":[{"TxnId":"120","TxnType":"Payment","TxnLineId":"0"}]}]}""");

        assertThat(deposit)
                .isEqualTo(BankTransaction.newBuilder()
                        .setDirection("RECEIVE")
                        .setType("Deposit")
                        .setStatus("AUTHORISED")
                        .setBankAccountId("35")
                        .setDate(LocalDate.of(2024, 1, 15))
                        .setSubTotal(number("1480"))
                        .setTotal(number("1480"))
                        .setMemo("January deposits")
                        .setLines(List.of(
                                DocumentLine.newBuilder()
                                        .setId("1")
                                        .setAmount(number("1000"))
                                        .setAccountId("79")
                                        .setContactId("58")
                                        .build(),
                                DocumentLine.newBuilder()
                                        .setAmount(number("500"))
                                        .build(),
                                DocumentLine.newBuilder()
                                        .setDescription("Petty cash")
                                        .setAmount(number("-20"))
                                        .setAccountId("12")
                                        .build()))
                        .setAllocations(List.of(new Allocation("Payment", "120", number("500"))))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/payment */
    @Test
    void readsAPaymentAndHowMuchOfItIsUnapplied() {
        Object payment = Bodies.read("Payment", """
                {"Id":"125","TxnDate":"2014-09-14","TotalAmt":25.00,"UnappliedAmt":5.00,"PaymentRefNum":"cheque 7","PrivateNote":"Too much",
                 "CustomerRef":{"value":"20","name":"Red Rock Diner"},"DepositToAccountRef":{"value":"4"},"CurrencyRef":{"value":"EUR"},
                 "ExchangeRate":1.25,"Line":[{"Amount":20.00,"LinkedTxn":[{"TxnId":"67","TxnType":"Invoice"}]}]}""");

        assertThat(payment)
                .isEqualTo(Payment.newBuilder()
                        .setDirection("RECEIVE")
                        .setStatus("AUTHORISED")
                        .setDate(LocalDate.of(2014, 9, 14))
                        .setAmount(number("25"))
                        .setCurrency("EUR")
                        .setExchangeRate(rate("1.25"))
                        .setAccountId("4")
                        .setContactId("20")
                        .setReference("cheque 7")
                        .setMemo("Too much")
                        .setUnappliedAmount(number("5"))
                        .setAllocations(List.of(new Allocation("Invoice", "67", number("20"))))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/billpayment */
    @Test
    void readsABillPayment() {
        Object payment = Bodies.read("BillPayment", """
                {"Id":"236","DocNumber":"71","TxnDate":"2015-07-14","TotalAmt":200.0,"PayType":"Check","PrivateNote":"Acct. 1JK90",
                 "VendorRef":{"name":"Bob's Burger Joint","value":"56"},"CheckPayment":{"PrintStatus":"NeedToPrint","BankAccountRef":{"value":"35"}},
                 "Line":[{"Amount":200.0,"LinkedTxn":[{"TxnId":"234","TxnType":"Bill"}]}]}""");

        assertThat(payment)
                .isEqualTo(Payment.newBuilder()
                        .setDirection("SPEND")
                        .setStatus("AUTHORISED")
                        .setDate(LocalDate.of(2015, 7, 14))
                        .setAmount(number("200"))
                        .setAccountId("35")
                        .setContactId("56")
                        .setNumber("71")
                        .setMemo("Acct. 1JK90")
                        .setAllocations(List.of(new Allocation("Bill", "234", number("200"))))
                        .build());
        Payment byCard = (Payment) Bodies.read(
                "BillPayment", "{\"Id\":\"1\",\"CreditCardPayment\":{\"CCAccountRef\":{\"value\":\"41\"}}}");
        assertThat(byCard.getAccountId()).isEqualTo("41");
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/transfer */
    @Test
    void readsATransfer() {
        Object transfer = Bodies.read("Transfer", """
                {"Id":"145","FromAccountRef":{"value":"35","name":"Checking"},"ToAccountRef":{"value":"36","name":"Savings"},"Amount":1000.00,
                 "TxnDate":"2024-01-15","PrivateNote":"Monthly savings transfer"}""");

        assertThat(transfer)
                .isEqualTo(Transfer.newBuilder()
                        .setStatus("AUTHORISED")
                        .setDate(LocalDate.of(2024, 1, 15))
                        .setAmount(number("1000"))
                        .setFromAccountId("35")
                        .setToAccountId("36")
                        .setMemo("Monthly savings transfer")
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/creditcardpayment */
    @Test
    void readsThePaymentOfACreditCardAsATransferToIt() {
        Object payment = Bodies.read("CreditCardPayment", """
                {"Id":"29","TxnDate":"2020-03-27","Amount":10.00,"CurrencyRef":{"value":"USD"},
                 "CreditCardAccountRef":{"name":"Credit Card","value":"57"},"BankAccountRef":{"name":"Checking","value":"37"}}""");

        assertThat(payment)
                .isEqualTo(Transfer.newBuilder()
                        .setStatus("AUTHORISED")
                        .setDate(LocalDate.of(2020, 3, 27))
                        .setAmount(number("10"))
                        .setCurrency("USD")
                        .setFromAccountId("37")
                        .setToAccountId("57")
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/journalentry */
    @Test
    void readsAJournalEntryWithItsRateAndTheTaxCodesOfItsLines() {
        Object entry = Bodies.read("JournalEntry", """
                {"Id":"227","DocNumber":"7","TxnDate":"2015-06-29","PrivateNote":"Year end","Adjustment":false,"CurrencyRef":{"value":"GBP"},
                 "ExchangeRate":1.5,"TxnTaxDetail":{},"Line":[
                  {"Id":"0","Description":"Four sprinkler heads damaged","Amount":25.54,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{
                   "PostingType":"Debit","AccountRef":{"value":"65","name":"Garden Lighting"},"TaxCodeRef":{"value":"4"},"TaxAmount":1.27,
                   "Entity":{"Type":"Customer","EntityRef":{"value":"1","name":"Amy's Bird Sanctuary"}}}},
                  {"Id":"1","Amount":25.54,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{
                   "PostingType":"Credit","AccountRef":{"value":"44","name":"Notes Payable"}}}]}""");

        assertThat(entry)
                .isEqualTo(Journal.newBuilder()
                        .setNumber("7")
                        .setStatus("POSTED")
                        .setDate(LocalDate.of(2015, 6, 29))
                        .setMemo("Year end")
                        .setCurrency("GBP")
                        .setExchangeRate(rate("1.5"))
                        .setLines(List.of(
                                JournalLine.newBuilder()
                                        .setId("0")
                                        .setDescription("Four sprinkler heads damaged")
                                        .setDebit(number("25.54"))
                                        .setAccountId("65")
                                        .setAccountName("Garden Lighting")
                                        .setTaxCode("4")
                                        .setTaxAmount(number("1.27"))
                                        .setContactId("1")
                                        .build(),
                                JournalLine.newBuilder()
                                        .setId("1")
                                        .setCredit(number("25.54"))
                                        .setAccountId("44")
                                        .setAccountName("Notes Payable")
                                        .build()))
                        .build());
    }
}
