package io.ledgersync.xero.stream;

import static io.ledgersync.xero.stream.Bodies.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.Account;
import io.ledgersync.contract.ledger.Address;
import io.ledgersync.contract.ledger.Budget;
import io.ledgersync.contract.ledger.BudgetLine;
import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.contract.ledger.Currency;
import io.ledgersync.contract.ledger.Dimension;
import io.ledgersync.contract.ledger.DimensionOption;
import io.ledgersync.contract.ledger.DocumentLink;
import io.ledgersync.contract.ledger.Item;
import io.ledgersync.contract.ledger.Organisation;
import io.ledgersync.contract.ledger.Phone;
import io.ledgersync.contract.ledger.TaxComponent;
import io.ledgersync.contract.ledger.TaxRate;
import io.ledgersync.contract.ledger.User;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents refer to. */
class SettingsTest {

    /** https://developer.xero.com/documentation/api/accounting/organisation */
    @Test
    void readsTheOrganisation() {
        Object organisation = Bodies.read("Organisation", """
                {"OrganisationID":"o","Name":"Maple Florist","LegalName":"Maple Florist Ltd","Version":"NZ","OrganisationType":"COMPANY",
                 "BaseCurrency":"NZD","CountryCode":"NZ","Timezone":"NEWZEALANDSTANDARDTIME","FinancialYearEndDay":31,"FinancialYearEndMonth":3}""");

        assertThat(organisation)
                .isEqualTo(new Organisation(
                        "Maple Florist", "Maple Florist Ltd", "NZD", "NZ", "NEWZEALANDSTANDARDTIME", 3, 31));
    }

    /** https://developer.xero.com/documentation/api/accounting/users */
    @Test
    void readsAUser() {
        Object user = Bodies.read("Users", """
                {"UserID":"u","EmailAddress":"test@example.com","FirstName":"Test","LastName":"Xero",
                 "UpdatedDateUTC":"/Date(1508523261613+0000)/","IsSubscriber":false,"OrganisationRole":"FINANCIALADVISER"}""");

        assertThat(user).isEqualTo(new User("test@example.com", "Test Xero", "FINANCIALADVISER", false));
    }

    /** https://developer.xero.com/documentation/api/accounting/accounts */
    @Test
    void readsAnAccount() {
        Object account = Bodies.read("Accounts", """
                {"AccountID":"a","Code":"091","Name":"Business Savings Account","Status":"ARCHIVED","Type":"BANK","TaxType":"NONE","Class":"ASSET",
                 "BankAccountNumber":"0209087654321050","CurrencyCode":"NZD","Description":"Rainy days"}""");

        assertThat(account)
                .isEqualTo(new Account(
                        "091", "Business Savings Account", "BANK", "ASSET", "ARCHIVED", "NZD", "Rainy days", null));
    }

    /** https://developer.xero.com/documentation/api/accounting/taxrates */
    @Test
    void readsATaxRateByTheTypeThatLinesName() {
        Object rate = Bodies.read("TaxRates", """
                {"Name":"15% GST on Expenses","TaxType":"INPUT2","ReportTaxType":"INPUT","DisplayTaxRate":15.0,"EffectiveRate":15.0,
                 "Status":"ACTIVE","TaxComponents":[{"Name":"GST","Rate":15.0,"IsCompound":false,"IsNonRecoverable":false}]}""");

        assertThat(rate)
                .isEqualTo(new TaxRate(
                        "INPUT2",
                        "15% GST on Expenses",
                        "ACTIVE",
                        number("15"),
                        null,
                        List.of(new TaxComponent("GST", number("15"), false))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "DELETED", "ARCHIVED", "PENDING"})
    void knowsEveryStateOfATaxRate(String status) {
        TaxRate rate = (TaxRate) Bodies.read("TaxRates", "{\"TaxType\":\"TAX001\",\"Status\":\"" + status + "\"}");

        assertThat(rate.getStatus()).isEqualTo(status);
    }

    /** https://developer.xero.com/documentation/api/accounting/trackingcategories */
    @Test
    void readsATrackingCategoryWithItsOptions() {
        Object category = Bodies.read("TrackingCategories", """
                {"TrackingCategoryID":"t","Name":"Region","Status":"ACTIVE","Options":[
                 {"TrackingOptionID":"1","Name":"North","Status":"ACTIVE"},{"TrackingOptionID":"2","Name":"South","Status":"ARCHIVED"}]}""");

        assertThat(category)
                .isEqualTo(new Dimension(
                        "Region",
                        "ACTIVE",
                        null,
                        List.of(
                                new DimensionOption("1", "North", "ACTIVE"),
                                new DimensionOption("2", "South", "ARCHIVED"))));
    }

    /** https://developer.xero.com/documentation/api/accounting/currencies */
    @Test
    void readsACurrency() {
        assertThat(Bodies.read("Currencies", "{\"Code\":\"NZD\",\"Description\":\"New Zealand Dollar\"}"))
                .isEqualTo(new Currency("NZD", "New Zealand Dollar"));
    }

    /** https://developer.xero.com/documentation/api/accounting/items */
    @Test
    void readsAnItemWithItsAccounts() {
        Object item = Bodies.read("Items", """
                {"ItemID":"i","Code":"123","Name":"Guitars","Description":"Guitars Fender Strat","IsTrackedAsInventory":false,"IsSold":true,
                 "SalesDetails":{"UnitPrice":5000.00,"AccountCode":"200","TaxType":"OUTPUT2"},
                 "PurchaseDetails":{"UnitPrice":2500.00,"AccountCode":"300","TaxType":"INPUT2"}}""");

        assertThat(item)
                .isEqualTo(Item.newBuilder()
                        .setCode("123")
                        .setName("Guitars")
                        .setType("NonInventory")
                        .setStatus("ACTIVE")
                        .setDescription("Guitars Fender Strat")
                        .setSalesUnitPrice(number("5000"))
                        .setPurchaseUnitPrice(number("2500"))
                        .setSalesAccountCode("200")
                        .setPurchaseAccountCode("300")
                        .build());
    }

    @Test
    void readsTheAccountsOfAnItemInStock() {
        Item item = (Item) Bodies.read("Items", """
                {"ItemID":"i","Code":"123","IsTrackedAsInventory":true,"InventoryAssetAccountCode":"630",
                 "PurchaseDetails":{"COGSAccountCode":"310"},"SalesDetails":{}}""");

        assertThat(item.getType()).isEqualTo("Inventory");
        assertThat(item.getPurchaseAccountCode()).isEqualTo("310");
        assertThat(item.getInventoryAccountCode()).isEqualTo("630");
    }

    /** https://developer.xero.com/documentation/api/accounting/contacts: what is empty is given too. */
    @Test
    void readsAContactWithAddressesAndNumbersUnlessTheyAreEmpty() {
        Object contact = Bodies.read("Contacts", """
                {"ContactID":"c","ContactStatus":"ACTIVE","Name":"Katherine Warren","EmailAddress":"kat.warren@example.com","TaxNumber":"",
                 "AccountNumber":"K7","IsSupplier":true,"IsCustomer":false,"DefaultCurrency":"NZD","Addresses":[
                  {"AddressType":"STREET","City":"","Region":"","PostalCode":"","Country":""},
                  {"AddressType":"POBOX","AddressLine1":"PO Box 7","AddressLine2":"Level 2","AddressLine3":"","City":"Palo Alto","Region":"CA",
                   "PostalCode":"94020","Country":"United States","AttentionTo":"Kat"}],
                 "Phones":[{"PhoneType":"DDI","PhoneNumber":"","PhoneAreaCode":"","PhoneCountryCode":""},
                  {"PhoneType":"DEFAULT","PhoneNumber":"847-1294","PhoneAreaCode":"(626)","PhoneCountryCode":"1"},{"PhoneType":"MOBILE","PhoneNumber":"7"}]}""");

        assertThat(contact)
                .isEqualTo(Contact.newBuilder()
                        .setName("Katherine Warren")
                        .setCustomer(false)
                        .setSupplier(true)
                        .setStatus("ACTIVE")
                        .setEmail("kat.warren@example.com")
                        .setAccountNumber("K7")
                        .setCurrency("NZD")
                        .setAddresses(List.of(new Address(
                                "BILLING", "PO Box 7\nLevel 2", "Palo Alto", "CA", "94020", "United States")))
                        .setPhones(List.of(new Phone("DEFAULT", "1 (626) 847-1294"), new Phone("MOBILE", "7")))
                        .build());
    }

    /** https://developer.xero.com/documentation/api/accounting/linkedtransactions */
    @Test
    void readsALinkedTransaction() {
        Object link = Bodies.read("LinkedTransactions", """
                {"LinkedTransactionID":"l","SourceTransactionID":"s","SourceLineItemID":"sl","ContactID":"c","TargetTransactionID":"t",
                 "TargetLineItemID":"tl","Status":"ONDRAFT","Type":"BILLABLEEXPENSE","SourceTransactionTypeCode":"ACCPAY"}""");

        assertThat(link).isEqualTo(new DocumentLink("s", "sl", "t", "tl", "c", "BILLABLEEXPENSE", "ONDRAFT"));
    }

    /** https://developer.xero.com/documentation/api/accounting/budgets: the list itself gives no lines. */
    @Test
    void readsABudgetByAccountAndMonth() {
        Object budget = Bodies.read("Budgets", """
                {"BudgetID":"b","Status":"APPROVED","Description":"FY2021 budget","Type":"TRACKING","BudgetLines":[
                 {"AccountID":"a","AccountCode":"200","BudgetBalances":[{"Period":"2019-08","Amount":"1550.00","Notes":""},
                  {"Period":"2019-09","Amount":-20.5}]}],"Tracking":[]}""");

        assertThat(budget)
                .isEqualTo(new Budget(
                        "FY2021 budget",
                        "TRACKING",
                        "ACTIVE",
                        List.of(
                                new BudgetLine("a", "200", LocalDate.of(2019, 8, 1), number("1550")),
                                new BudgetLine("a", "200", LocalDate.of(2019, 9, 1), number("-20.5")))));
    }
}
