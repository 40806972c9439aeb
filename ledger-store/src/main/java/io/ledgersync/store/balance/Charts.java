package io.ledgersync.store.balance;

import com.mongodb.client.model.Filters;
import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import io.ledgersync.store.entity.ProviderJson;
import io.ledgersync.store.trialbalance.Chart;
import io.ledgersync.store.trialbalance.LedgerAccount;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client's small lists: the chart of accounts and what QuickBooks posts by. */
final class Charts {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final EntityKind ACCOUNTS = new EntityKind("accounts");
    private static final EntityKind ITEMS = new EntityKind("items");
    private static final EntityKind TAX_RATES = new EntityKind("tax-rates");
    private static final EntityKind REFERENCE_DATA = new EntityKind("reference-data");

    private final Ledger ledger;

    Charts(Ledger ledger) {
        this.ledger = ledger;
    }

    Mono<Chart> of(Organisation organisation) {
        return list(organisation, ACCOUNTS).map(Charts::account).collectList().map(Chart::new);
    }

    private static LedgerAccount account(Document found) {
        Document entity = found.get(LedgerDocument.ENTITY, new Document());
        JsonNode json = json(found);
        String xero = json.path("SystemAccount").asString("");
        return new LedgerAccount(
                found.getString(LedgerDocument.SOURCE_ID),
                entity.getString("code"),
                entity.get("name", ""),
                entity.get("type", "UNKNOWN"),
                entity.get("classification", "UNKNOWN"),
                entity.getString("currency"),
                emptyAsNull(xero.isEmpty() ? json.path("AccountSubType").asString("") : xero));
    }

    /** What QuickBooks posts to without saying so in a document. */
    Mono<io.ledgersync.store.trialbalance.qbo.Accounts> quickBooks(Organisation organisation, Chart chart) {
        Map<String, String> income = new HashMap<>();
        Map<String, String> purchases = new HashMap<>();
        Map<String, String> agencies = new HashMap<>();
        Map<String, String> rates = new HashMap<>();
        return list(organisation, ITEMS)
                .doOnNext(item -> {
                    String id = item.getString(LedgerDocument.SOURCE_ID);
                    JsonNode json = json(item);
                    putReference(income, id, json, "IncomeAccountRef");
                    putReference(purchases, id, json, "ExpenseAccountRef");
                    putReference(purchases, id, json, "AssetAccountRef");
                })
                .thenMany(list(organisation, REFERENCE_DATA))
                .filter(entry -> "TaxAgency".equals(entry.getString(LedgerDocument.SOURCE_TYPE)))
                .doOnNext(agency -> agencies.put(
                        agency.getString(LedgerDocument.SOURCE_ID),
                        agency.get(LedgerDocument.ENTITY, new Document()).get("name", "")))
                .thenMany(list(organisation, TAX_RATES))
                .doOnNext(rate -> {
                    String agency = agencies.get(
                            rate.get(LedgerDocument.ENTITY, new Document()).get("agencyId", ""));
                    if (agency != null) {
                        rates.put(rate.getString(LedgerDocument.SOURCE_ID), agency);
                    }
                })
                .then(Mono.fromSupplier(
                        () -> new io.ledgersync.store.trialbalance.qbo.Accounts(chart, income, purchases, rates)));
    }

    private Flux<Document> list(Organisation organisation, EntityKind kind) {
        return ledger.all(
                kind,
                organisation.clientId(),
                organisation.organisationId(),
                Filters.empty(),
                LedgerBalances.fields(
                        LedgerDocument.SOURCE_TYPE,
                        LedgerDocument.SOURCE_ID,
                        LedgerDocument.ENTITY,
                        LedgerDocument.JSON));
    }

    private static void putReference(Map<String, String> accounts, String id, JsonNode json, String field) {
        String account = json.path(field).path("value").asString("");
        if (!account.isEmpty()) {
            accounts.put(id, account);
        }
    }

    static JsonNode json(Document document) {
        String json = ProviderJson.of(document);
        return json == null ? JSON.nullNode() : JSON.readTree(json);
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
