package io.ledgersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.xero.api.ApiClient;
import com.xero.api.client.AccountingApi;
import com.xero.models.accounting.Account;
import com.xero.models.accounting.Contact;
import com.xero.models.accounting.Invoice;
import com.xero.models.accounting.Journal;
import com.xero.models.accounting.JournalLine;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.oauth.TokenSettings;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.threeten.bp.OffsetDateTime;
import tools.jackson.databind.JsonNode;

/** Xero's own client reads the simulator as it reads Xero. */
class XeroSdkTest {
    private static final String ORGANISATION = "6f7594f2-f059-4d56-9e67-47ac9733bfe9";
    private static Sandbox sandbox;
    private static AccountingApi xero;
    private static String token;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(new SandboxSettings(0, null, TokenSettings.REAL, true, true, Clock.systemUTC()));
        sandbox.define()
                .organisation(OrganisationSpec.generated("XERO", ORGANISATION, "Read", 5, BooksSpec.wholeXero()))
                .quota(ORGANISATION, QuotaSpec.unlimited());
        token = new App(sandbox).link("XERO", ORGANISATION);
        xero = new AccountingApi(
                new ApiClient(sandbox.connectorProperties().get("ledgersync.xero.api-url"), null, null, null, null));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Map<String, JsonNode> held(String type) {
        Map<String, JsonNode> rows = new HashMap<>();
        sandbox.query().forEach(ORGANISATION, type, rows::put);
        return rows;
    }

    private static BigDecimal amount(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    @Test
    void readsAccountsAndContacts() throws IOException {
        Map<String, JsonNode> accounts = held("Account");
        assertThat(xero.getAccounts(token, ORGANISATION, null, null, null).getAccounts())
                .hasSize(accounts.size())
                .allSatisfy(account -> {
                    JsonNode row = accounts.get(account.getAccountID().toString());
                    assertThat(account.getCode()).isEqualTo(row.path("Code").asString());
                    assertThat(account.getType()).isNotNull();
                });
        List<Contact> contacts = xero.getContacts(token, ORGANISATION, null, null, null, null, 1, true, false, null)
                .getContacts();
        Map<String, JsonNode> rows = held("Contact");
        assertThat(contacts).hasSize(100).allSatisfy(contact -> {
            JsonNode row = rows.get(contact.getContactID().toString());
            assertThat(contact.getName()).isEqualTo(row.path("Name").asString());
            assertThat(contact.getUpdatedDateUTCAsDate().toInstant().toEpochMilli())
                    .isEqualTo(millis(row.path("UpdatedDateUTC")));
        });
    }

    private static long millis(JsonNode date) {
        return Long.parseLong(date.asString().split("[(+]", -1)[1]);
    }

    @Test
    void readsInvoicesPageByPageAndSinceAMoment() throws IOException {
        Map<String, JsonNode> rows = held("Invoice");
        int read = 0;
        for (int page = 1; ; page++) {
            List<Invoice> invoices = invoices(null, page);
            if (invoices.isEmpty()) {
                break;
            }
            for (Invoice invoice : invoices) {
                JsonNode row = rows.get(invoice.getInvoiceID().toString());
                assertThat(amount(invoice.getTotal()))
                        .isEqualByComparingTo(row.path("Total").decimalValue());
                assertThat(invoice.getLineItems()).hasSize(3);
                assertThat(invoice.getStatus().getValue())
                        .isEqualTo(row.path("Status").asString());
                assertThat(invoice.getDateAsDate().toString())
                        .isEqualTo(row.path("DateString").asString().substring(0, 10));
                read++;
            }
        }
        assertThat(read).isEqualTo(rows.size());
        String edited = sandbox.define().edits(ORGANISATION).editAny("Invoice");
        assertThat(invoices(OffsetDateTime.now().minusMinutes(5), 1))
                .extracting(invoice -> invoice.getInvoiceID().toString())
                .containsExactly(edited);
    }

    private static List<Invoice> invoices(OffsetDateTime since, int page) throws IOException {
        return xero.getInvoices(
                        token, ORGANISATION, since, null, null, null, null, null, null, page, true, null, 4, false)
                .getInvoices();
    }

    @Test
    void readsJournalsToTheEmptyAnswerAndTheyBalance() throws IOException {
        int offset = 0;
        int read = 0;
        List<Journal> journals;
        do {
            journals =
                    xero.getJournals(token, ORGANISATION, null, offset, false).getJournals();
            for (Journal journal : journals) {
                BigDecimal sum = BigDecimal.ZERO;
                for (JournalLine line : journal.getJournalLines()) {
                    sum = sum.add(amount(line.getNetAmount()));
                }
                assertThat(sum).isEqualByComparingTo(BigDecimal.ZERO);
                assertThat(journal.getJournalNumber()).isGreaterThan(offset);
                offset = journal.getJournalNumber();
                read++;
            }
        } while (!journals.isEmpty());
        assertThat(read).isEqualTo(sandbox.query().counts(ORGANISATION).get("Journal"));
    }

    @Test
    void readsTheOtherListsAndTheReport() throws IOException {
        assertThat(xero.getOrganisations(token, ORGANISATION).getOrganisations())
                .singleElement();
        assertThat(xero.getUsers(token, ORGANISATION, null, null, null).getUsers())
                .isNotEmpty();
        assertThat(xero.getItems(token, ORGANISATION, null, null, null, 4).getItems())
                .isNotEmpty();
        assertThat(xero.getTaxRates(token, ORGANISATION, null, null, null).getTaxRates())
                .isNotEmpty();
        assertThat(xero.getPayments(token, ORGANISATION, null, null, null, 1).getPayments())
                .hasSize(100);
        assertThat(xero.getCreditNotes(token, ORGANISATION, null, null, null, 1, 4)
                        .getCreditNotes())
                .isNotEmpty();
        assertThat(xero.getBankTransactions(token, ORGANISATION, null, null, null, 1, 4)
                        .getBankTransactions())
                .hasSize(100);
        assertThat(xero.getBankTransfers(token, ORGANISATION, null, null, null).getBankTransfers())
                .isNotEmpty();
        assertThat(xero.getManualJournals(token, ORGANISATION, null, null, null, 1)
                        .getManualJournals())
                .isNotEmpty()
                .allSatisfy(journal -> assertThat(journal.getJournalLines()).hasSize(2));
        assertThat(xero.getReportTrialBalance(token, ORGANISATION, null, false).getReports())
                .singleElement()
                .satisfies(report -> assertThat(report.getRows()).hasSizeGreaterThan(3));
    }

    @Test
    void understandsAccountsOfEveryType() throws IOException {
        assertThat(xero.getAccounts(token, ORGANISATION, null, "Type==\"BANK\"", "Name DESC")
                        .getAccounts())
                .extracting(Account::getName)
                .containsExactly("Savings Account", "Business Bank Account");
    }
}
