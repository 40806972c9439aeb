package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.intuit.ipp.core.Context;
import com.intuit.ipp.core.IEntity;
import com.intuit.ipp.core.ServiceType;
import com.intuit.ipp.data.Account;
import com.intuit.ipp.data.CompanyInfo;
import com.intuit.ipp.data.Customer;
import com.intuit.ipp.data.EntityStatusEnum;
import com.intuit.ipp.data.Invoice;
import com.intuit.ipp.data.JournalEntry;
import com.intuit.ipp.data.Line;
import com.intuit.ipp.data.LineDetailTypeEnum;
import com.intuit.ipp.data.PostingTypeEnum;
import com.intuit.ipp.data.Report;
import com.intuit.ipp.data.Vendor;
import com.intuit.ipp.exception.AuthenticationException;
import com.intuit.ipp.exception.FMSException;
import com.intuit.ipp.security.OAuth2Authorizer;
import com.intuit.ipp.services.BatchOperation;
import com.intuit.ipp.services.DataService;
import com.intuit.ipp.services.QueryResult;
import com.intuit.ipp.services.ReportService;
import com.intuit.ipp.util.Config;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Intuit's own client reads the simulator as it reads QuickBooks Online. */
class QboSdkTest {
    private static final String REALM = "9130350000000077";
    private static Sandbox sandbox;
    private static DataService qbo;
    private static Context context;

    @BeforeAll
    static void start() throws FMSException {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        sandbox.define()
                .organisation(OrganisationSpec.generated("QBO", REALM, "Read", 5, BooksSpec.wholeQbo()))
                .quota(REALM, QuotaSpec.unlimited());
        Config.setProperty(
                Config.BASE_URL_QBO, sandbox.url().resolve("/qbo/v3/company").toString());
        // Its other transport leaves the port of an address out, and this one breaks what it has packed.
        Config.setProperty(Config.COMPRESSION_REQUEST_FORMAT, "");
        Config.setProperty(Config.HTTP_TRANSPORT, "HTTP_URL_CONNECTION");
        context = context(new App(sandbox).link("QBO", REALM));
        qbo = new DataService(context);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Context context(String token) throws FMSException {
        return new Context(new OAuth2Authorizer(token), ServiceType.QBO, REALM);
    }

    private static Map<String, JsonNode> held(String type) {
        Map<String, JsonNode> rows = new HashMap<>();
        sandbox.query().forEach(REALM, type, rows::put);
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static <T extends IEntity> List<T> entities(QueryResult result) {
        return (List<T>) result.getEntities();
    }

    private static <T extends IEntity> List<T> all(String type) throws FMSException {
        return entities(qbo.executeQuery("SELECT * FROM " + type + " MAXRESULTS 1000"));
    }

    @Test
    void readsTheCompanyItsAccountsAndItsContacts() throws FMSException {
        List<CompanyInfo> companies = all("CompanyInfo");
        assertThat(companies).extracting(CompanyInfo::getCompanyName).containsExactly("Read");
        Map<String, JsonNode> accounts = held("Account");
        List<Account> read = all("Account");
        assertThat(read).hasSize(accounts.size()).allSatisfy(account -> {
            JsonNode row = accounts.get(account.getId());
            assertThat(account.getName()).isEqualTo(row.path("Name").asString());
            assertThat(account.getAccountType().value())
                    .isEqualTo(row.path("AccountType").asString());
            assertThat(account.getClassification().value())
                    .isEqualTo(row.path("Classification").asString());
        });
        List<Customer> customers = all("Customer");
        assertThat(customers).isNotEmpty().allSatisfy(customer -> {
            JsonNode row = held("Customer").get(customer.getId());
            assertThat(customer.getDisplayName())
                    .isEqualTo(row.path("DisplayName").asString());
            assertThat(customer.isActive()).isTrue();
            assertThat(customer.getMetaData().getLastUpdatedTime()).isNotNull();
        });
        List<Vendor> vendors = all("Vendor");
        assertThat(vendors)
                .extracting(Vendor::getDisplayName)
                .isSubsetOf(held("Vendor").values().stream()
                        .map(row -> row.path("DisplayName").asString())
                        .toList());
    }

    @Test
    void readsInvoicesPageByPageWithTheirLines() throws FMSException {
        Map<String, JsonNode> rows = held("Invoice");
        int count = qbo.executeQuery("SELECT COUNT(*) FROM Invoice").getTotalCount();
        assertThat(count).isEqualTo(rows.size());
        int read = 0;
        for (int from = 1; from <= count; from += 100) {
            List<Invoice> page = entities(qbo.executeQuery(
                    "SELECT * FROM Invoice ORDERBY MetaData.CreateTime STARTPOSITION " + from + " MAXRESULTS 100"));
            for (Invoice invoice : page) {
                JsonNode row = rows.get(invoice.getId());
                assertThat(invoice.getTotalAmt())
                        .isEqualByComparingTo(row.path("TotalAmt").decimalValue());
                assertThat(invoice.getSyncToken())
                        .isEqualTo(row.path("SyncToken").asString());
                assertThat(invoice.getCustomerRef().getValue())
                        .isEqualTo(row.path("CustomerRef").path("value").asString());
                assertThat(invoice.getLine())
                        .filteredOn(line -> line.getDetailType() == LineDetailTypeEnum.SALES_ITEM_LINE_DETAIL)
                        .hasSize(3);
                read++;
            }
        }
        assertThat(read).isEqualTo(count);
    }

    @Test
    void everyJournalEntryThatItReadsBalances() throws FMSException {
        List<JournalEntry> entries = all("JournalEntry");
        assertThat(entries).hasSize(held("JournalEntry").size()).allSatisfy(entry -> assertThat(
                        entry.getLine().stream().map(QboSdkTest::signed).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(BigDecimal.ZERO));
    }

    private static BigDecimal signed(Line line) {
        return line.getJournalEntryLineDetail().getPostingType() == PostingTypeEnum.DEBIT
                ? line.getAmount()
                : line.getAmount().negate();
    }

    @Test
    void hearsOfAnEditAndADeletion() throws FMSException {
        Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
        String edited = sandbox.define().edits(REALM).editAny("Purchase");
        String deleted = sandbox.define().edits(REALM).deleteAny("Bill");

        Map<String, QueryResult> changes = new HashMap<>();
        qbo.executeCDCQuery(
                        List.of(new com.intuit.ipp.data.Purchase(), new com.intuit.ipp.data.Bill()), since.toString())
                .forEach(result -> changes.putAll(result.getQueryResults()));

        assertThat(QboSdkTest.<com.intuit.ipp.data.Purchase>entities(changes.get("Purchase")))
                .extracting(com.intuit.ipp.data.Purchase::getId)
                .contains(edited);
        assertThat(QboSdkTest.<com.intuit.ipp.data.Bill>entities(changes.get("Bill")))
                .filteredOn(bill -> bill.getId().equals(deleted))
                .singleElement()
                .satisfies(bill -> assertThat(bill.getStatus()).isEqualTo(EntityStatusEnum.DELETED));
    }

    @Test
    void asksSeveralQuestionsInABatchOfWhichOneIsWrong() throws FMSException {
        BatchOperation batch = new BatchOperation();
        batch.addQuery("SELECT * FROM Account MAXRESULTS 5", "accounts");
        batch.addQuery("SELECT * FROM Item MAXRESULTS 3", "items");
        batch.addQuery("SELECT * FROM Nothing", "wrong");
        qbo.executeBatch(batch);

        assertThat(batch.getQueryResponse("accounts").getEntities()).hasSize(5);
        assertThat(batch.getQueryResponse("items").getEntities()).hasSize(3);
        assertThat(batch.isFault("wrong")).isTrue();
        assertThat(batch.getFault("wrong").getError()).isNotEmpty();
    }

    @Test
    void readsTheTrialBalance() throws FMSException {
        Report report = new ReportService(context).executeReport("TrialBalance");
        assertThat(report.getHeader().getReportName()).isEqualTo("TrialBalance");
        assertThat(report.getRows().getRow()).isNotEmpty();
    }

    @Test
    void aTokenThatIsNoneIsRefusedInItsWords() throws FMSException {
        DataService stranger = new DataService(context("nobody's"));
        assertThatThrownBy(() -> stranger.executeQuery("SELECT * FROM Account"))
                .isInstanceOf(AuthenticationException.class);
    }
}
