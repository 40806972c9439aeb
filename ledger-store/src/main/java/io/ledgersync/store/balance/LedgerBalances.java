package io.ledgersync.store.balance;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import io.ledgersync.contract.Provider;
import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import io.ledgersync.store.trialbalance.Chart;
import io.ledgersync.store.trialbalance.ClosedBooks;
import io.ledgersync.store.trialbalance.Postings;
import java.time.LocalDate;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The balances of a client's books on any day. */
@Component
public class LedgerBalances {

    private static final EntityKind ORGANISATIONS = new EntityKind("organisations");
    private static final EntityKind REFERENCE_DATA = new EntityKind("reference-data");

    private final Ledger ledger;
    private final Charts charts;
    private final XeroPostings xero;
    private final QboPostings qbo;

    LedgerBalances(Ledger ledger) {
        this.ledger = ledger;
        this.charts = new Charts(ledger);
        this.xero = new XeroPostings(ledger);
        this.qbo = new QboPostings(ledger, charts);
    }

    /** The organisation whose books a client's ledger holds; empty while none was read. */
    public Mono<Organisation> organisation(String clientId) {
        return ledger.find(
                        ORGANISATIONS, eq(LedgerDocument.CLIENT, clientId), Sorts.descending(LedgerDocument.ORDER), 1)
                .next()
                .flatMap(found -> currency(found)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .map(currency -> organisation(found, currency.orElse(null))));
    }

    /** Xero's organisation says it, QuickBooks' preferences do. */
    private Mono<String> currency(Document organisation) {
        String own = organisation.get(LedgerDocument.ENTITY, new Document()).getString("baseCurrency");
        return own != null
                ? Mono.just(own)
                : ledger.find(
                                REFERENCE_DATA,
                                and(
                                        eq(LedgerDocument.CLIENT, organisation.getString(LedgerDocument.CLIENT)),
                                        eq(LedgerDocument.SOURCE_TYPE, "Preferences")),
                                Sorts.ascending(LedgerDocument.ID),
                                1)
                        .next()
                        .mapNotNull(preferences -> preferences
                                .get(LedgerDocument.ENTITY, new Document())
                                .getString("code"));
    }

    private static Organisation organisation(Document found, @Nullable String currency) {
        Document entity = found.get(LedgerDocument.ENTITY, new Document());
        return new Organisation(
                found.getString(LedgerDocument.CLIENT),
                found.getString(LedgerDocument.ORGANISATION),
                Provider.valueOf(found.getString(LedgerDocument.PROVIDER)),
                currency,
                entity.getInteger("financialYearEndMonth"),
                entity.getInteger("financialYearEndDay"));
    }

    /**
     * The balances at the end of a day.
     *
     * @param yearStart the first day of the financial year; null for the organisation's own
     * @return an error of {@link NoPostings} when the ledger's documents do not say how they were posted
     */
    public Mono<ClosedBooks> at(Organisation organisation, LocalDate asOf, @Nullable LocalDate yearStart) {
        Postings postings = new Postings(yearStart == null ? organisation.yearStart(asOf) : yearStart, asOf);
        return charts.of(organisation).flatMap(chart -> switch (organisation.provider()) {
            case XERO -> xero.read(organisation, postings).then(closed(postings, chart));
            case QBO -> qbo.read(organisation, chart, postings).then(closed(postings, chart));
            case UNKNOWN -> Mono.error(new NoPostings("This version does not know how the client's provider posts."));
        });
    }

    private static Mono<ClosedBooks> closed(Postings postings, Chart chart) {
        return Mono.fromSupplier(() -> ClosedBooks.of(postings, chart));
    }

    /** These fields alone: keys are long, and nobody asks for them here. */
    static Document fields(String... names) {
        Document fields = new Document(LedgerDocument.ID, 0);
        for (String name : names) {
            fields.append(name, 1);
        }
        return fields;
    }
}
