package io.ledgersync.xero.stream;

import static io.ledgersync.xero.stream.Bodies.number;
import static io.ledgersync.xero.stream.Bodies.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.Allocation;
import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.DocumentTax;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.contract.ledger.PaymentBatch;
import io.ledgersync.contract.ledger.Transfer;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money that came, went or moved. */
class MoneyTest {

    /** https://developer.xero.com/documentation/api/accounting/banktransactions */
    @Test
    void readsMoneySpentAtTheBank() {
        Object spent = Bodies.read("BankTransactions", """
                {"BankTransactionID":"b","Type":"SPEND","Status":"AUTHORISED","Reference":"Coffee","IsReconciled":false,
                 "BankAccount":{"AccountID":"bank","Code":"088","Name":"Business Wells Fargo"},"Contact":{"ContactID":"c","Name":"sam"},
                 "Date":"/Date(1476316800000+0000)/","LineAmountTypes":"Inclusive","CurrencyCode":"USD","CurrencyRate":0.5,
                 "SubTotal":"10.00","TotalTax":"1.50","Total":"11.50",
                 "LineItems":[{"LineItemID":"1","LineAmount":"11.50","TaxAmount":"1.50","TaxType":"INPUT2","AccountCode":"429"}]}""");

        assertThat(spent)
                .isEqualTo(BankTransaction.newBuilder()
                        .setDirection("SPEND")
                        .setType("SPEND")
                        .setStatus("AUTHORISED")
                        .setBankAccountId("bank")
                        .setContactId("c")
                        .setContactName("sam")
                        .setDate(LocalDate.of(2016, 10, 13))
                        .setCurrency("USD")
                        .setExchangeRate(rate("2"))
                        .setSubTotal(number("10"))
                        .setTotalTax(number("1.5"))
                        .setTotal(number("11.5"))
                        .setReference("Coffee")
                        .setAmountsIncludeTax(true)
                        .setTaxes(List.of(new DocumentTax("INPUT2", null, number("10"), number("1.5"))))
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setAmount(number("11.5"))
                                .setTaxAmount(number("1.5"))
                                .setTaxCode("INPUT2")
                                .setAccountCode("429")
                                .build()))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVE-PREPAYMENT, PrepaymentID, RECEIVE",
        "SPEND-PREPAYMENT, PrepaymentID, SPEND",
        "RECEIVE-OVERPAYMENT, OverpaymentID, RECEIVE",
        "SPEND-OVERPAYMENT, OverpaymentID, SPEND"
    })
    void namesTheCreditThatABankTransactionIsTheMoneyOf(String type, String field, String direction) {
        BankTransaction transaction = (BankTransaction) Bodies.read(
                "BankTransactions",
                "{\"BankTransactionID\":\"b\",\"Type\":\"" + type + "\",\"" + field + "\":\"credit\"}");

        assertThat(transaction.getCreditId()).isEqualTo("credit");
        assertThat(transaction.getDirection()).isEqualTo(direction);
        assertThat(transaction.getType()).isEqualTo(type);
    }

    /** https://developer.xero.com/documentation/api/accounting/banktransfers */
    @ParameterizedTest
    @CsvSource({"'\"Status\":\"DELETED\",', DELETED", "'\"Status\":\"AUTHORISED\",', AUTHORISED", "'', AUTHORISED"})
    void readsATransferAndThatItIsDeleted(String given, String status) {
        Object transfer = Bodies.read("BankTransfers", "{\"BankTransferID\":\"t\"," + given + """
                "Date":"/Date(1478985000000+0000)/","Amount":20.00,"Reference":"Sub 098801",
                 "FromBankAccount":{"AccountID":"from","Name":"Business Wells Fargo","CurrencyCode":"USD"},
                 "ToBankAccount":{"AccountID":"to","Name":"My Savings"}}""");

        assertThat(transfer)
                .isEqualTo(Transfer.newBuilder()
                        .setStatus(status)
                        .setDate(LocalDate.of(2016, 11, 12))
                        .setAmount(number("20"))
                        .setCurrency("USD")
                        .setFromAccountId("from")
                        .setToAccountId("to")
                        .setReference("Sub 098801")
                        .build());
    }

    /** https://developer.xero.com/documentation/api/accounting/payments: in the base currency the rate is nought. */
    @Test
    void readsAPaymentAndWhatItSettles() {
        Object payment = Bodies.read("Payments", """
                {"PaymentID":"p","PaymentType":"ACCRECPAYMENT","Status":"AUTHORISED","Date":"/Date(1543449600000+0000)/","BankAmount":46.00,
                 "Amount":46.00,"Reference":"cheque 7","CurrencyRate":0.0000000000,"Account":{"AccountID":"bank","Code":"970"},
                 "Invoice":{"Type":"ACCREC","InvoiceID":"i","InvoiceNumber":"INV-0002","CurrencyCode":"NZD","LineItems":[],
                  "Contact":{"ContactID":"c","Name":"Barney Rubble"}}}""");

        assertThat(payment)
                .isEqualTo(Payment.newBuilder()
                        .setDirection("RECEIVE")
                        .setStatus("AUTHORISED")
                        .setDate(LocalDate.of(2018, 11, 29))
                        .setAmount(number("46"))
                        .setCurrency("NZD")
                        .setAccountId("bank")
                        .setContactId("c")
                        .setReference("cheque 7")
                        .setAllocations(List.of(new Allocation("Invoice", "i", number("46"))))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "ACCRECPAYMENT, RECEIVE, Invoice",
        "ACCPAYPAYMENT, SPEND, Invoice",
        "ARCREDITPAYMENT, SPEND, CreditNote",
        "APCREDITPAYMENT, RECEIVE, CreditNote",
        "AROVERPAYMENTPAYMENT, SPEND, Overpayment",
        "APOVERPAYMENTPAYMENT, RECEIVE, Overpayment",
        "ARPREPAYMENTPAYMENT, SPEND, Prepayment",
        "APPREPAYMENTPAYMENT, RECEIVE, Prepayment"
    })
    void knowsTheWayOfEveryKindOfPayment(String type, String direction, String document) {
        Payment payment = (Payment) Bodies.read(
                "Payments",
                "{\"PaymentID\":\"p\",\"Amount\":5,\"PaymentType\":\"" + type + "\",\"" + document + "\":{\"" + document
                        + "ID\":\"d\"}}");

        assertThat(payment.getDirection()).isEqualTo(direction);
        assertThat(payment.getAllocations()).containsExactly(new Allocation(document, "d", number("5")));
    }

    /** https://developer.xero.com/documentation/api/accounting/batchpayments */
    @ParameterizedTest
    @CsvSource({"RECBATCH, RECEIVE", "PAYBATCH, SPEND"})
    void readsABatchOfPayments(String type, String direction) {
        Object batch = Bodies.read("BatchPayments", "{\"Type\":\"" + type + "\"," + """
                "BatchPaymentID":"b","Status":"DELETED","Reference":"Hello World","Date":"/Date(1511827200000+0000)/",
                 "Account":{"AccountID":"bank","CurrencyCode":"NZD"},"TotalAmount":"400.00","IsReconciled":"true",
                 "Payments":[{"PaymentID":"1","Amount":200.00,"Invoice":{"InvoiceID":"i"}},{"PaymentID":"2","Amount":200.00}]}""");

        assertThat(batch)
                .isEqualTo(PaymentBatch.newBuilder()
                        .setDirection(direction)
                        .setStatus("DELETED")
                        .setDate(LocalDate.of(2017, 11, 28))
                        .setAccountId("bank")
                        .setTotal(number("400"))
                        .setReference("Hello World")
                        .setPaymentIds(List.of("1", "2"))
                        .build());
    }
}
