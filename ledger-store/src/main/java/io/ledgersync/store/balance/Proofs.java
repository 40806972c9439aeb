package io.ledgersync.store.balance;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import io.ledgersync.contract.ledger.Change;
import io.ledgersync.contract.ledger.RunEnded;
import io.ledgersync.store.entity.Clients;
import io.ledgersync.store.entity.EntityKind;
import io.ledgersync.store.entity.Ledger;
import io.ledgersync.store.entity.LedgerDocument;
import io.ledgersync.store.trialbalance.Proof;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Compares the ledger with the provider's own trial balance when a run that read it has ended, and keeps the result.
 */
@Component
public class Proofs {

    private static final Logger LOGGER = LoggerFactory.getLogger(Proofs.class);
    private static final EntityKind REPORTS = new EntityKind("trial-balances");

    private final Ledger ledger;
    private final LedgerBalances balances;
    private final Clients clients;

    Proofs(Ledger ledger, LedgerBalances balances, Clients clients) {
        this.ledger = ledger;
        this.balances = balances;
        this.clients = clients;
    }

    /**
     * Empty when the run read no report that counts, or when the ledger's documents do not say how they were posted.
     */
    public Mono<Proof> of(RunEnded end) {
        Change change = end.getChange();
        if (!end.getTrialBalanceCounts()) {
            return Mono.empty();
        }
        return ledger.find(
                        REPORTS,
                        and(
                                eq(LedgerDocument.CLIENT, change.getClientId()),
                                eq(LedgerDocument.ORGANISATION, change.getOrganisationId()),
                                eq(LedgerDocument.RUN, change.getRunId())),
                        Sorts.descending(LedgerDocument.ORDER),
                        1)
                .next()
                .flatMap(report -> compare(change, report))
                .onErrorResume(NoPostings.class, missing -> {
                    LOGGER.atInfo()
                            .addKeyValue("clientId", change.getClientId())
                            .addKeyValue("runId", change.getRunId())
                            .addKeyValue("reason", missing.getMessage())
                            .log("The ledger cannot be compared with the provider's report");
                    return Mono.empty();
                });
    }

    private Mono<Proof> compare(Change change, Document report) {
        Document entity = report.get(LedgerDocument.ENTITY, new Document());
        LocalDate asOf = LocalDate.parse(entity.getString("asOf"));
        String yearStart = entity.getString("yearStart");
        return balances.organisation(change.getClientId())
                .flatMap(organisation ->
                        balances.at(organisation, asOf, yearStart == null ? null : LocalDate.parse(yearStart)))
                .map(ours -> Proof.of(ours, rows(entity)))
                .flatMap(proof -> clients.proved(change.getClientId(), kept(proof, report))
                        .thenReturn(proof));
    }

    private static List<Proof.Reported> rows(Document report) {
        return report.getList("rows", Document.class, List.of()).stream()
                .map(row -> new Proof.Reported(
                        row.getString("accountId"),
                        row.get("accountName", ""),
                        amount(row, "debit").subtract(amount(row, "credit"))))
                .toList();
    }

    private static BigDecimal amount(Document row, String side) {
        Decimal128 amount = row.get(side, Decimal128.class);
        return amount == null ? BigDecimal.ZERO : amount.bigDecimalValue();
    }

    private static Document kept(Proof proof, Document report) {
        return new Document("agrees", proof.agrees())
                .append("asOf", proof.asOf().toString())
                .append("reportedAt", report.getDate(LedgerDocument.OBSERVED))
                .append("runId", report.getString(LedgerDocument.RUN))
                .append(
                        "differences",
                        proof.differences().stream()
                                .map(difference -> new Document("accountId", difference.accountId())
                                        .append("accountName", difference.accountName())
                                        .append("ours", new Decimal128(difference.ours()))
                                        .append("theirs", new Decimal128(difference.theirs())))
                                .toList());
    }
}
