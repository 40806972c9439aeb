package io.ledgersync.store.balance;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import io.ledgersync.store.trialbalance.Postings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Xero's postings: its journals, which say all that ever moved in the organisation's own currency. */
final class XeroPostings {

    private static final EntityKind JOURNALS = new EntityKind("journals");
    private static final List<EntityKind> POSTED_DOCUMENTS =
            List.of(new EntityKind("invoices"), new EntityKind("bank-transactions"), new EntityKind("credits"));

    private static final int AHEAD = 1000;

    private final Ledger ledger;

    XeroPostings(Ledger ledger) {
        this.ledger = ledger;
    }

    Mono<Void> read(Organisation organisation, Postings postings) {
        return ledger.all(
                        JOURNALS,
                        organisation.clientId(),
                        organisation.organisationId(),
                        eq(LedgerDocument.SOURCE_TYPE, "Journal"),
                        LedgerBalances.fields(
                                "entity.date", "entity.lines.accountId", "entity.lines.debit", "entity.lines.credit"))
                // The next are on their way while these are posted.
                .publishOn(Schedulers.parallel(), AHEAD)
                .doOnNext(journal -> post(journal.get(LedgerDocument.ENTITY, new Document()), postings))
                .count()
                .flatMap(journals -> journals > 0 ? Mono.empty() : withoutJournals(organisation));
    }

    private static void post(Document journal, Postings postings) {
        String day = journal.getString("date");
        if (day == null) {
            return;
        }
        LocalDate date = LocalDate.parse(day);
        for (Document line : journal.getList("lines", Document.class, List.of())) {
            postings.post(
                    date, line.getString("accountId"), amount(line, "debit").subtract(amount(line, "credit")));
        }
    }

    private static BigDecimal amount(Document line, String side) {
        Decimal128 amount = line.get(side, Decimal128.class);
        return amount == null ? BigDecimal.ZERO : amount.bigDecimalValue();
    }

    /** An organisation without journals has no documents either, unless its journals may not be read. */
    private Mono<Void> withoutJournals(Organisation organisation) {
        return Flux.fromIterable(POSTED_DOCUMENTS)
                .concatMap(kind -> ledger.find(
                        kind,
                        eq(LedgerDocument.CLIENT, organisation.clientId()),
                        Sorts.ascending(LedgerDocument.ID),
                        1))
                .next()
                .flatMap(
                        some -> Mono.error(
                                new NoPostings(
                                        "The ledger holds documents and no journals: this app may not read the organisation's Journals.")));
    }
}
