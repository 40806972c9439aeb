package io.ledgersync.qbo.stream;

import static io.ledgersync.qbo.stream.Bodies.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.Account;
import io.ledgersync.contract.ledger.Address;
import io.ledgersync.contract.ledger.Budget;
import io.ledgersync.contract.ledger.BudgetLine;
import io.ledgersync.contract.ledger.Contact;
import io.ledgersync.contract.ledger.Dimension;
import io.ledgersync.contract.ledger.Item;
import io.ledgersync.contract.ledger.Organisation;
import io.ledgersync.contract.ledger.Phone;
import io.ledgersync.contract.ledger.ReferenceData;
import io.ledgersync.contract.ledger.TaxRate;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What transactions refer to. */
class NamesTest {

    /**
     * https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/companyinfo: the home currency is
     * not in it.
     */
    @Test
    void readsTheCompany() {
        Object company = Bodies.read("CompanyInfo", """
                {"Id":"1","CompanyName":"Larry's Bakery","LegalName":"Larry's Bakery Ltd","Country":"US","FiscalYearStartMonth":"July",
                 "SupportedLanguages":"en","CompanyStartDate":"2015-06-05","DefaultTimeZone":"America/Los_Angeles"}""");

        assertThat(company)
                .isEqualTo(new Organisation(
                        "Larry's Bakery", "Larry's Bakery Ltd", null, "US", "America/Los_Angeles", 6, 30));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/preferences */
    @Test
    void readsTheHomeCurrencyFromThePreferences() {
        Object preferences = Bodies.read("Preferences", """
                {"Id":"1","CurrencyPrefs":{"MultiCurrencyEnabled":true,"HomeCurrency":{"value":"CAD"}},
                 "AccountingInfoPrefs":{"FirstMonthOfFiscalYear":"January"}}""");

        assertThat(preferences).isEqualTo(new ReferenceData("Preferences", "CAD", "ACTIVE", null));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/account */
    @Test
    void readsAnAccount() {
        Object account = Bodies.read("Account", """
                {"Id":"94","Name":"MyJobs","AcctNum":"1200","Classification":"Asset","AccountType":"Accounts Receivable","Active":false,
                 "AccountSubType":"AccountsReceivable","SubAccount":true,"ParentRef":{"value":"9"},"CurrencyRef":{"value":"USD"},"Description":"Jobs"}""");

        assertThat(account)
                .isEqualTo(
                        new Account("1200", "MyJobs", "Accounts Receivable", "ASSET", "ARCHIVED", "USD", "Jobs", "9"));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer */
    @Test
    void readsACustomerWithAddressesAndNumbers() {
        Object customer = Bodies.read("Customer", """
                {"Id":"58","DisplayName":"ABC Corporation","Active":true,"PrimaryTaxIdentifier":"XX7","CurrencyRef":{"value":"USD"},
                 "PrimaryPhone":{"FreeFormNumber":"(555) 555-1234"},"AlternatePhone":{},"Mobile":{"FreeFormNumber":"7"},
                 "Fax":{"FreeFormNumber":"8"},"PrimaryEmailAddr":{"Address":"john@example.com"},
                 "BillAddr":{"Id":"1","Line1":"123 Main Street","Line2":"Floor 2","City":"San Francisco","CountrySubDivisionCode":"CA","PostalCode":"94105"},
                 "ShipAddr":{"Id":"2","Lat":"INVALID"}}""");

        assertThat(customer)
                .isEqualTo(Contact.newBuilder()
                        .setName("ABC Corporation")
                        .setCustomer(true)
                        .setSupplier(false)
                        .setEmployee(false)
                        .setStatus("ACTIVE")
                        .setEmail("john@example.com")
                        .setTaxNumber("XX7")
                        .setCurrency("USD")
                        .setAddresses(List.of(new Address(
                                "BILLING", "123 Main Street\nFloor 2", "San Francisco", "CA", "94105", null)))
                        .setPhones(List.of(
                                new Phone("DEFAULT", "(555) 555-1234"),
                                new Phone("MOBILE", "7"),
                                new Phone("FAX", "8")))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/vendor */
    @Test
    void readsAVendor() {
        Object vendor = Bodies.read("Vendor", """
                {"Id":"42","DisplayName":"ABC Supplies Inc","AcctNum":"K7","Active":false,"TaxIdentifier":"99-5688293",
                 "BillAddr":{"Line1":"123 Main Street","Country":"USA"}}""");

        assertThat(vendor)
                .isEqualTo(Contact.newBuilder()
                        .setName("ABC Supplies Inc")
                        .setCustomer(false)
                        .setSupplier(true)
                        .setEmployee(false)
                        .setStatus("ARCHIVED")
                        .setTaxNumber("99-5688293")
                        .setAccountNumber("K7")
                        .setAddresses(List.of(new Address("BILLING", "123 Main Street", null, null, null, "USA")))
                        .build());
    }

    /**
     * https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/employee: the number of social
     * security stays in the provider's JSON.
     */
    @Test
    void readsAnEmployee() {
        Object employee = Bodies.read("Employee", """
                {"Id":"71","DisplayName":"Bill Miller","GivenName":"Bill","FamilyName":"Miller","Active":true,"SSN":"XXX-XX-XXXX",
                 "PrimaryPhone":{"FreeFormNumber":"234-525-1234"},
                 "PrimaryAddr":{"Id":"116","Line1":"45 N. Elm Street","City":"Middlefield","CountrySubDivisionCode":"CA","PostalCode":"93242"}}""");

        assertThat(employee)
                .isEqualTo(Contact.newBuilder()
                        .setName("Bill Miller")
                        .setCustomer(false)
                        .setSupplier(false)
                        .setEmployee(true)
                        .setStatus("ACTIVE")
                        .setAddresses(
                                List.of(new Address("STREET", "45 N. Elm Street", "Middlefield", "CA", "93242", null)))
                        .setPhones(List.of(new Phone("DEFAULT", "234-525-1234")))
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/item */
    @Test
    void readsAnItemWithItsAccounts() {
        Object item = Bodies.read("Item", """
                {"Id":"5","Name":"Rock Fountain","Sku":"RF-1","Type":"Inventory","Active":true,"Description":"A fountain","UnitPrice":275,
                 "PurchaseCost":125,"TrackQtyOnHand":true,"QtyOnHand":2,"IncomeAccountRef":{"value":"79"},"ExpenseAccountRef":{"value":"80"},
                 "AssetAccountRef":{"value":"81"}}""");

        assertThat(item)
                .isEqualTo(Item.newBuilder()
                        .setCode("RF-1")
                        .setName("Rock Fountain")
                        .setType("Inventory")
                        .setStatus("ACTIVE")
                        .setDescription("A fountain")
                        .setSalesUnitPrice(number("275"))
                        .setPurchaseUnitPrice(number("125"))
                        .setSalesAccountId("79")
                        .setPurchaseAccountId("80")
                        .setInventoryAccountId("81")
                        .build());
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/class */
    @Test
    void readsAClass() {
        Object value = Bodies.read(
                "Class",
                "{\"Id\":\"7280\",\"Name\":\"France\",\"SubClass\":false,\"Active\":true,\"FullyQualifiedName\":\"France\"}");

        assertThat(value).isEqualTo(new Dimension("France", "ACTIVE", null, List.of()));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/department */
    @Test
    void readsADepartmentBelowAnother() {
        Object value = Bodies.read(
                "Department",
                "{\"Id\":\"2\",\"Name\":\"Marketing\",\"SubDepartment\":true,\"ParentRef\":{\"value\":\"1\"},\"Active\":false}");

        assertThat(value).isEqualTo(new Dimension("Marketing", "ARCHIVED", "1", List.of()));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/term */
    @Test
    void readsATermAndItsDaysUnlessItNamesADayOfTheMonth() {
        assertThat(Bodies.read(
                        "Term",
                        "{\"Id\":\"4\",\"Name\":\"Net 60\",\"Type\":\"STANDARD\",\"Active\":true,\"DueDays\":60}"))
                .isEqualTo(new ReferenceData("Net 60", null, "ACTIVE", 60));
        assertThat(Bodies.read(
                        "Term", "{\"Id\":\"5\",\"Name\":\"The 10th\",\"Type\":\"DATE_DRIVEN\",\"DayOfMonthDue\":10}"))
                .isEqualTo(new ReferenceData("The 10th", null, "ACTIVE", null));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/paymentmethod */
    @Test
    void readsAPaymentMethod() {
        assertThat(Bodies.read(
                        "PaymentMethod",
                        "{\"Id\":\"7\",\"Name\":\"Diners Club\",\"Active\":false,\"Type\":\"CREDIT_CARD\"}"))
                .isEqualTo(new ReferenceData("Diners Club", null, "ARCHIVED", null));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/taxcode */
    @Test
    void readsATaxCode() {
        assertThat(Bodies.read("TaxCode", """
                {"Id":"2","Name":"California","Active":true,"Taxable":true,"TaxGroup":true,
                 "SalesTaxRateList":{"TaxRateDetail":[{"TaxTypeApplicable":"TaxOnAmount","TaxRateRef":{"value":"3"},"TaxOrder":0}]}}""")).isEqualTo(new ReferenceData("California", null, "ACTIVE", null));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/taxrate */
    @Test
    void readsATaxRate() {
        assertThat(Bodies.read("TaxRate", """
                {"Id":"2","Name":"Tucson City","Description":"Sales Tax","RateValue":2,"AgencyRef":{"value":"1"},"Active":true,"DisplayType":"ReadOnly"}"""))
                .isEqualTo(new TaxRate(null, "Tucson City", "ACTIVE", number("2"), "1", List.of()));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/taxagency */
    @Test
    void readsATaxAgency() {
        assertThat(Bodies.read(
                        "TaxAgency",
                        "{\"Id\":\"1\",\"DisplayName\":\"Arizona Dept. of Revenue\",\"TaxTrackedOnSales\":true}"))
                .isEqualTo(new ReferenceData("Arizona Dept. of Revenue", null, "ACTIVE", null));
    }

    /** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/budget */
    @Test
    void readsABudgetByAccountAndDay() {
        Object budget = Bodies.read("Budget", """
                {"Id":"1","Name":"Sandbox Budget","BudgetType":"ProfitAndLoss","BudgetEntryType":"Monthly","StartDate":"2014-01-01","EndDate":"2014-12-31",
                 "Active":true,"BudgetDetail":[{"Amount":0,"AccountRef":{"name":"Services","value":"1"},"BudgetDate":"2014-01-01"},
                  {"Amount":71.0,"AccountRef":{"value":"87"},"BudgetDate":"2014-12-01"}]}""");

        assertThat(budget)
                .isEqualTo(new Budget(
                        "Sandbox Budget",
                        "ProfitAndLoss",
                        "ACTIVE",
                        List.of(
                                new BudgetLine("1", null, LocalDate.of(2014, 1, 1), number("0")),
                                new BudgetLine("87", null, LocalDate.of(2014, 12, 1), number("71")))));
    }
}
