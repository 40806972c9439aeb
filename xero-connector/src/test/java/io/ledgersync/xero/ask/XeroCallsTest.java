package io.ledgersync.xero.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.HttpCall;
import io.ledgersync.xero.stream.Lists;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class XeroCallsTest {
    private static final URI API = URI.create("https://api.xero.com/api.xro/2.0/");
    private static final Instant SINCE = Instant.parse("2026-11-23T08:00:05.999Z");

    @Test
    void asksForFullPagesWithEveryFieldAndWhatIsArchived() {
        assertThat(uri(new XeroQuestion.FirstPage(Lists.INVOICES, null, 1000)))
                .endsWith("/Invoices?page=1&pageSize=1000&includeArchived=true&unitdp=4");
        assertThat(uri(new XeroQuestion.FirstPage(Lists.CONTACTS, null, 1000)))
                .endsWith("/Contacts?page=1&pageSize=1000&includeArchived=true");
        assertThat(uri(new XeroQuestion.PageAt(Lists.PAYMENTS, SINCE, 4_999, 1000)))
                .endsWith("/Payments?page=5&pageSize=1000");
        assertThat(uri(new XeroQuestion.PageAt(Lists.PAYMENTS, SINCE, 4_999, 1000).withRows(100)))
                .endsWith("/Payments?page=50&pageSize=100");
        assertThat(uri(new XeroQuestion.PageAt(Lists.QUOTES, SINCE, 499, 100).withRows(10)))
                .as("pages of quotes are of one size")
                .endsWith("/Quotes?page=5&order=UpdatedDateUTC");
        assertThat(uri(new XeroQuestion.Everything(Lists.ACCOUNTS, null)))
                .isEqualTo("https://api.xero.com/api.xro/2.0/Accounts");
        assertThat(uri(new XeroQuestion.JournalsAfter(Lists.JOURNALS, 30))).endsWith("/Journals?offset=30");
        assertThat(uri(new XeroQuestion.ByIds(Lists.PAYMENTS, List.of("a b")))).endsWith("/Payments/a%20b");
        assertThat(uri(new XeroQuestion.ByIds(Lists.INVOICES, List.of("a", "b"))))
                .endsWith("/Invoices?page=1&pageSize=1000&includeArchived=true&unitdp=4&IDs=a,b");
    }

    @Test
    void saysSinceInWholeSecondsOfUtc() {
        HttpCall call = XeroCalls.of(new XeroQuestion.FirstPage(Lists.INVOICES, SINCE, 1000), API, "tenant");
        assertThat(call.headers())
                .containsOnly(
                        java.util.Map.entry("Accept", "application/json"),
                        java.util.Map.entry("xero-tenant-id", "tenant"),
                        java.util.Map.entry("If-Modified-Since", "2026-11-23T08:00:05"));
        assertThat(call.body()).isNull();
    }

    private static String uri(XeroQuestion question) {
        return XeroCalls.of(question, API, "tenant").uri().toString();
    }
}
