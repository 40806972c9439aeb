package io.ledgersync.xero.stream;

import static io.ledgersync.xero.stream.Bodies.number;
import static io.ledgersync.xero.stream.Bodies.rate;
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
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invoices, credits and orders. */
class DocumentsTest {

    /** https://developer.xero.com/documentation/api/accounting/invoices */
    @Test
    void readsAnInvoiceWithLinesTaxesTrackingCurrencyAndRate() {
        Object invoice = Bodies.read("Invoices", """
                {"InvoiceID":"i","Type":"ACCREC","InvoiceNumber":"OIT00546","Reference":"Job 7","Status":"AUTHORISED",
                 "Contact":{"ContactID":"c","Name":"City Agency"},"Date":"/Date(1552348800000+0000)/","DueDate":"/Date(1554940800000+0000)/",
                 "LineAmountTypes":"Exclusive","CurrencyCode":"USD","CurrencyRate":0.7500,"SubTotal":"1800.00","TotalTax":"225.00","Total":"2025.00",
                 "AmountDue":"1025.00","AmountPaid":900.00,"AmountCredited":100.00,"LineItems":[
                  {"LineItemID":"1","Description":"Onsite project management","Quantity":"1.0000","UnitAmount":"1500.00","LineAmount":"1500.00",
                   "TaxType":"OUTPUT","TaxAmount":"187.50","AccountID":"a","AccountCode":"200","Item":{"ItemID":"x"},
                   "Tracking":[{"TrackingCategoryID":"t","TrackingOptionID":"o","Name":"Activity","Option":"Onsite"}]},
                  {"LineItemID":"2","LineAmount":"300.00","TaxType":"OUTPUT","TaxAmount":"37.50","AccountCode":"200"}]}""");

        assertThat(invoice)
                .isEqualTo(Invoice.newBuilder()
                        .setDirection("SALES")
                        .setNumber("OIT00546")
                        .setStatus("AUTHORISED")
                        .setContactId("c")
                        .setContactName("City Agency")
                        .setDate(LocalDate.of(2019, 3, 12))
                        .setDueDate(LocalDate.of(2019, 4, 11))
                        .setCurrency("USD")
                        .setExchangeRate(rate("1.3333333333333333"))
                        .setSubTotal(number("1800"))
                        .setTotalTax(number("225"))
                        .setTotal(number("2025"))
                        .setAmountDue(number("1025"))
                        .setAmountSettled(number("1000"))
                        .setReference("Job 7")
                        .setAmountsIncludeTax(false)
                        .setTaxes(List.of(new DocumentTax("OUTPUT", null, number("1800"), number("225"))))
                        .setLines(List.of(
                                DocumentLine.newBuilder()
                                        .setId("1")
                                        .setDescription("Onsite project management")
                                        .setQuantity(number("1"))
                                        .setUnitAmount(number("1500"))
                                        .setAmount(number("1500"))
                                        .setTaxAmount(number("187.50"))
                                        .setTaxCode("OUTPUT")
                                        .setAccountId("a")
                                        .setAccountCode("200")
                                        .setItemId("x")
                                        .setTracking(List.of(new Tracking("Activity", "Onsite", "o")))
                                        .build(),
                                DocumentLine.newBuilder()
                                        .setId("2")
                                        .setAmount(number("300"))
                                        .setTaxAmount(number("37.50"))
                                        .setTaxCode("OUTPUT")
                                        .setAccountCode("200")
                                        .build()))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED", "ARCHIVED"})
    void knowsEveryStateOfAnInvoice(String status) {
        assertThat(invoice("\"Status\":\"" + status + "\"").getStatus()).isEqualTo(status);
    }

    @Test
    void takesTheTaxOutOfAmountsThatHoldIt() {
        Invoice invoice = invoice("""
                "LineAmountTypes":"Inclusive","LineItems":[{"LineAmount":115,"TaxAmount":15,"TaxType":"OUTPUT2"},
                 {"LineAmount":40,"TaxAmount":0,"TaxType":"ZERORATEDOUTPUT"},{"Description":"only words"}]""");

        assertThat(invoice.getAmountsIncludeTax()).isTrue();
        assertThat(invoice.getTaxes())
                .containsExactly(
                        new DocumentTax("OUTPUT2", null, number("100"), number("15")),
                        new DocumentTax("ZERORATEDOUTPUT", null, number("40"), number("0")));
    }

    @ParameterizedTest
    @CsvSource({"NoTax", "''"})
    void saysNothingOfTaxWhereThereIsNone(String types) {
        Invoice invoice = invoice("\"LineAmountTypes\":\"" + types
                + "\",\"LineItems\":[{\"LineAmount\":115,\"TaxAmount\":0,\"TaxType\":\"NONE\"}]");

        assertThat(invoice.getAmountsIncludeTax()).isNull();
        assertThat(invoice.getTaxes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.75, 1.3333333333333333", "26315.789473684, 0.0000380000000000", "0.0000000001, 10000000000"})
    void turnsTheRateRoundSoThatAmountTimesRateIsInTheBaseCurrency(String given, String rate) {
        assertThat(invoice("\"CurrencyRate\":" + given).getExchangeRate()).isEqualByComparingTo(rate);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.0000000000", "null", "'\"\"'"})
    void takesARateOfNoughtForNone(String given) {
        assertThat(invoice("\"CurrencyRate\":" + given).getExchangeRate()).isNull();
    }

    @Test
    void refusesARateThatTheContractCannotHold() {
        assertThatThrownBy(() -> invoice("\"CurrencyRate\":1e-19"))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage("Invoice.CurrencyRate is 1E-19; allowed is 0 or at least 1E-18");
    }

    /** https://developer.xero.com/documentation/api/accounting/creditnotes */
    @Test
    void readsACreditNoteAndWhatItWasUsedForUnlessThatWasTakenBack() {
        Object note = Bodies.read("CreditNotes", """
                {"CreditNoteID":"n","CreditNoteNumber":"CN-0005","Type":"ACCRECCREDIT","Reference":"US Tour","Status":"AUTHORISED",
                 "Contact":{"ContactID":"c","Name":"Liam Gallagher"},"Date":"/Date(1551744000000+0000)/","LineAmountTypes":"Exclusive",
                 "SubTotal":30.00,"TotalTax":4.50,"Total":34.50,"RemainingCredit":32.50,"CurrencyCode":"NZD","CurrencyRate":1.0,"LineItems":[],
                 "Allocations":[{"AllocationID":"1","Amount":2.00,"Invoice":{"InvoiceID":"i"},"IsDeleted":false},
                  {"AllocationID":"2","Amount":9.00,"Invoice":{"InvoiceID":"j"},"IsDeleted":true}]}""");

        assertThat(note)
                .isEqualTo(Credit.newBuilder()
                        .setKind("CREDIT_NOTE")
                        .setDirection("SALES")
                        .setNumber("CN-0005")
                        .setStatus("AUTHORISED")
                        .setContactId("c")
                        .setContactName("Liam Gallagher")
                        .setDate(LocalDate.of(2019, 3, 5))
                        .setCurrency("NZD")
                        .setExchangeRate(rate("1"))
                        .setSubTotal(number("30"))
                        .setTotalTax(number("4.5"))
                        .setTotal(number("34.5"))
                        .setRemaining(number("32.5"))
                        .setReference("US Tour")
                        .setAmountsIncludeTax(false)
                        .setAllocations(List.of(new Allocation("Invoice", "i", number("2"))))
                        .build());
    }

    /** https://developer.xero.com/documentation/api/accounting/prepayments */
    @Test
    void readsAPrepaymentAsWhatIsOwedToTheCustomer() {
        Object prepayment = Bodies.read("Prepayments", """
                {"PrepaymentID":"p","Type":"RECEIVE-PREPAYMENT","Reference":"INV-0011","InvoiceNumber":"INV-0011","Status":"AUTHORISED",
                 "Contact":{"ContactID":"c","Name":"Luke Skywalker"},"Date":"/Date(1552435200000+0000)/","LineAmountTypes":"Exclusive","LineItems":[],
                 "SubTotal":3000.0,"TotalTax":450.0,"Total":3450.0,"RemainingCredit":3450.0,"CurrencyCode":"NZD","Allocations":[]}""");

        assertThat(prepayment)
                .isEqualTo(Credit.newBuilder()
                        .setKind("PREPAYMENT")
                        .setDirection("SALES")
                        .setNumber("INV-0011")
                        .setStatus("AUTHORISED")
                        .setContactId("c")
                        .setContactName("Luke Skywalker")
                        .setDate(LocalDate.of(2019, 3, 13))
                        .setCurrency("NZD")
                        .setSubTotal(number("3000"))
                        .setTotalTax(number("450"))
                        .setTotal(number("3450"))
                        .setRemaining(number("3450"))
                        .setReference("INV-0011")
                        .setAmountsIncludeTax(false)
                        .build());
    }

    /** https://developer.xero.com/documentation/api/accounting/overpayments */
    @Test
    void readsAnOverpaymentAsWhatTheSupplierOwesAndWhatItWasUsedFor() {
        Object overpayment = Bodies.read("Overpayments", """
                {"OverpaymentID":"o","Type":"SPEND-OVERPAYMENT","Reference":"Reference for payment1","Status":"PAID","RemainingCredit":0.00,
                 "Contact":{"ContactID":"c","Name":"Daddy Warbucks"},"Date":"/Date(1552348800000+0000)/","LineAmountTypes":"NoTax",
                 "LineItems":[{"LineItemID":"1","LineAmount":500.00,"TaxType":"NONE","TaxAmount":0}],
                 "SubTotal":500.00,"TotalTax":0.00,"Total":500.00,"CurrencyCode":"NZD",
                 "Allocations":[{"Amount":450.00,"Invoice":{"InvoiceID":"i","InvoiceNumber":"7"}},{"Amount":50.00,"Invoice":{"InvoiceID":"j"}}]}""");

        assertThat(overpayment)
                .isEqualTo(Credit.newBuilder()
                        .setKind("OVERPAYMENT")
                        .setDirection("PURCHASE")
                        .setStatus("PAID")
                        .setContactId("c")
                        .setContactName("Daddy Warbucks")
                        .setDate(LocalDate.of(2019, 3, 12))
                        .setCurrency("NZD")
                        .setSubTotal(number("500"))
                        .setTotalTax(number("0"))
                        .setTotal(number("500"))
                        .setRemaining(number("0"))
                        .setReference("Reference for payment1")
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setAmount(number("500"))
                                .setTaxAmount(number("0"))
                                .setTaxCode("NONE")
                                .build()))
                        .setAllocations(List.of(
                                new Allocation("Invoice", "i", number("450")),
                                new Allocation("Invoice", "j", number("50"))))
                        .build());
    }

    /** https://developer.xero.com/documentation/api/accounting/purchaseorders */
    @Test
    void readsAPurchaseOrder() {
        Object order = Bodies.read("PurchaseOrders", """
                {"PurchaseOrderID":"p","PurchaseOrderNumber":"PO-0001","Reference":"Spring","Type":"PURCHASEORDER","Status":"BILLED",
                 "Contact":{"ContactID":"c","Name":"Liam Gallagher"},"Date":"/Date(1552348800000+0000)/","DeliveryDate":"/Date(1552435200000+0000)/",
                 "LineAmountTypes":"Exclusive","CurrencyRate":1.0,"CurrencyCode":"NZD","SubTotal":20.00,"TotalTax":3.00,"Total":23.00,
                 "LineItems":[{"LineItemID":"1","Description":"Foobar","UnitAmount":20.00,"TaxAmount":3.00,"TaxType":"INPUT2","LineAmount":20.00,
                  "Tracking":[],"Quantity":1.0}]}""");

        assertThat(order)
                .isEqualTo(Order.newBuilder()
                        .setKind("PURCHASE_ORDER")
                        .setNumber("PO-0001")
                        .setStatus("BILLED")
                        .setContactId("c")
                        .setContactName("Liam Gallagher")
                        .setDate(LocalDate.of(2019, 3, 12))
                        .setDueDate(LocalDate.of(2019, 3, 13))
                        .setCurrency("NZD")
                        .setExchangeRate(rate("1"))
                        .setSubTotal(number("20"))
                        .setTotalTax(number("3"))
                        .setTotal(number("23"))
                        .setReference("Spring")
                        .setAmountsIncludeTax(false)
                        .setTaxes(List.of(new DocumentTax("INPUT2", null, number("20"), number("3"))))
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setDescription("Foobar")
                                .setQuantity(number("1"))
                                .setUnitAmount(number("20"))
                                .setAmount(number("20"))
                                .setTaxAmount(number("3"))
                                .setTaxCode("INPUT2")
                                .build()))
                        .build());
    }

    /** https://developer.xero.com/documentation/api/accounting/quotes: its words for taxes are in capitals. */
    @Test
    void readsAQuote() {
        Object quote = Bodies.read("Quotes", """
                {"QuoteID":"q","QuoteNumber":"QU-0001","Reference":"REF-123","Status":"ACCEPTED","Contact":{"ContactID":"c","Name":"Adam"},
                 "Date":"/Date(1571875200000)/","ExpiryDate":"/Date(1571961600000)/","LineAmountTypes":"EXCLUSIVE","CurrencyCode":"AUD",
                 "CurrencyRate":0.8,"SubTotal":17.96,"TotalTax":2.69,"Total":20.65,"TotalDiscount":1.99,
                 "LineItems":[{"LineItemID":"1","UnitAmount":19.95,"DiscountRate":10.0,"LineAmount":17.96,"TaxAmount":2.69,"TaxType":"OUTPUT2"}]}""");

        assertThat(quote)
                .isEqualTo(Order.newBuilder()
                        .setKind("QUOTE")
                        .setNumber("QU-0001")
                        .setStatus("ACCEPTED")
                        .setContactId("c")
                        .setContactName("Adam")
                        .setDate(LocalDate.of(2019, 10, 24))
                        .setDueDate(LocalDate.of(2019, 10, 25))
                        .setCurrency("AUD")
                        .setExchangeRate(rate("1.25"))
                        .setSubTotal(number("17.96"))
                        .setTotalTax(number("2.69"))
                        .setTotal(number("20.65"))
                        .setReference("REF-123")
                        .setAmountsIncludeTax(false)
                        .setTaxes(List.of(new DocumentTax("OUTPUT2", null, number("17.96"), number("2.69"))))
                        .setLines(List.of(DocumentLine.newBuilder()
                                .setId("1")
                                .setUnitAmount(number("19.95"))
                                .setAmount(number("17.96"))
                                .setTaxAmount(number("2.69"))
                                .setTaxCode("OUTPUT2")
                                .build()))
                        .build());
    }

    private static Invoice invoice(String fields) {
        return (Invoice) Bodies.read("Invoices", "{\"InvoiceID\":\"i\",\"Type\":\"ACCREC\"," + fields + "}");
    }
}
