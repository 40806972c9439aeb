package io.ledgersync.store.balance;

import com.mongodb.client.model.Filters;
import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import io.ledgersync.store.trialbalance.Chart;
import io.ledgersync.store.trialbalance.Postings;
import io.ledgersync.store.trialbalance.qbo.Accounts;
import io.ledgersync.store.trialbalance.qbo.QboRule;
import java.time.DateTimeException;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** QuickBooks' postings, worked out document by document: it gives away no journals. */
final class QboPostings {

    private static final List<EntityKind> POSTED = List.of(
            new EntityKind("invoices"),
            new EntityKind("credits"),
            new EntityKind("bank-transactions"),
            new EntityKind("payments"),
            new EntityKind("transfers"),
            new EntityKind("journals"));
    private static final int AHEAD = 500;

    private final Ledger ledger;
    private final Charts charts;

    QboPostings(Ledger ledger, Charts charts) {
        this.ledger = ledger;
        this.charts = charts;
    }

    Mono<Void> read(Organisation organisation, Chart chart, Postings postings) {
        return charts.quickBooks(organisation, chart).flatMap(accounts -> Flux.fromIterable(POSTED)
                .flatMap(kind -> posted(kind, organisation), POSTED.size())
                // One after the other, whatever kind they are of.
                .doOnNext(document -> document.post(accounts, postings))
                .then());
    }

    private Flux<Posted> posted(EntityKind kind, Organisation organisation) {
        return ledger.all(
                        kind,
                        organisation.clientId(),
                        organisation.organisationId(),
                        Filters.empty(),
                        LedgerBalances.fields(
                                LedgerDocument.SOURCE_TYPE, LedgerDocument.SOURCE_ID, LedgerDocument.JSON))
                // Reading JSON would hold up the driver's own threads. Each kind has its own: of as many as there are
                // cores, one would have two of the three large kinds.
                .publishOn(Schedulers.boundedElastic(), AHEAD)
                .mapNotNull(Posted::read);
    }

    /** A document that moves balances, and by which rule. */
    private record Posted(String name, QboRule rule, JsonNode json) {

        static @Nullable Posted read(Document document) {
            String type = document.getString(LedgerDocument.SOURCE_TYPE);
            String name = type + " " + document.getString(LedgerDocument.SOURCE_ID);
            try {
                return QboRule.of(type)
                        .map(rule -> new Posted(name, rule, Charts.json(document)))
                        .orElse(null);
            } catch (JacksonException unreadable) {
                throw unposted(name, unreadable);
            }
        }

        void post(Accounts accounts, Postings postings) {
            try {
                rule.post(json, accounts, postings);
            } catch (DateTimeException | NumberFormatException | JacksonException unreadable) {
                throw unposted(name, unreadable);
            }
        }

        private static NoPostings unposted(String name, RuntimeException unreadable) {
            return new NoPostings(name + " cannot be posted: " + unreadable.getMessage(), unreadable);
        }
    }
}
