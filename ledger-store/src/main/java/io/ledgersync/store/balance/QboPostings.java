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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;

/** QuickBooks' postings, worked out document by document: it gives away no journals. */
final class QboPostings {

    private static final List<EntityKind> POSTED = List.of(
            new EntityKind("invoices"),
            new EntityKind("credits"),
            new EntityKind("bank-transactions"),
            new EntityKind("payments"),
            new EntityKind("transfers"),
            new EntityKind("journals"));
    private static final int AHEAD = 1000;

    private final Ledger ledger;
    private final Charts charts;

    QboPostings(Ledger ledger, Charts charts) {
        this.ledger = ledger;
        this.charts = charts;
    }

    Mono<Void> read(Organisation organisation, Chart chart, Postings postings) {
        return charts.quickBooks(organisation, chart).flatMap(accounts -> Flux.fromIterable(POSTED)
                .concatMap(kind -> ledger.all(
                        kind,
                        organisation.clientId(),
                        organisation.organisationId(),
                        Filters.empty(),
                        LedgerBalances.fields(
                                LedgerDocument.SOURCE_TYPE, LedgerDocument.SOURCE_ID, LedgerDocument.JSON)))
                // Reading JSON would hold up the driver's own threads.
                .publishOn(Schedulers.parallel(), AHEAD)
                .doOnNext(document -> post(document, accounts, postings))
                .then());
    }

    private static void post(Document document, Accounts accounts, Postings postings) {
        String type = document.getString(LedgerDocument.SOURCE_TYPE);
        try {
            QboRule.of(type).ifPresent(rule -> rule.post(Charts.json(document), accounts, postings));
        } catch (DateTimeException | NumberFormatException | JacksonException unreadable) {
            throw new NoPostings(
                    type + " " + document.getString(LedgerDocument.SOURCE_ID) + " cannot be posted: "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }
}
