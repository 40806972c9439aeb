package io.ledgersync.orchestrator.flow;

import io.ledgersync.orchestrator.OrchestratorMetrics;
import io.ledgersync.orchestrator.client.ClientFiles;
import io.ledgersync.orchestrator.run.Word;
import io.ledgersync.wire.EventCodec;
import io.ledgersync.wire.EventHeaders;
import io.ledgersync.wire.RegistryUnavailable;
import io.ledgersync.wire.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** One poll's events, sorted by client: each client's file is opened once for all that was said of its runs. */
final class Postbag {

    private static final Logger LOGGER = LoggerFactory.getLogger(Postbag.class);
    private static final int CLIENTS_AT_ONCE = 50;

    private final EventCodec codec;
    private final Set<String> types;
    private final LinkDesk links;
    private final ClientFiles files;
    private final DeadLetters deadLetters;
    private final TransactionOperations transactions;
    private final OrchestratorMetrics metrics;

    /** @param types full names of the events that are read; others are skipped unread */
    Postbag(
            EventCodec codec,
            Set<String> types,
            LinkDesk links,
            ClientFiles files,
            DeadLetters deadLetters,
            TransactionOperations transactions,
            OrchestratorMetrics metrics) {
        this.codec = codec;
        this.types = types;
        this.links = links;
        this.files = files;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    /** Enters everything in the order in which it was said of each client; doing so again changes nothing. */
    void empty(Iterable<ConsumerRecord<byte[], byte[]>> rows) {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> byClient = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> row : rows) {
            if (row.value() != null && types.contains(EventHeaders.type(row.headers()))) {
                String client = row.key() == null ? "" : new String(row.key(), StandardCharsets.UTF_8);
                byClient.computeIfAbsent(client, first -> new ArrayList<>()).add(row);
            }
        }
        List<List<ConsumerRecord<byte[], byte[]>>> bundles = List.copyOf(byClient.values());
        for (int from = 0; from < bundles.size(); from += CLIENTS_AT_ONCE) {
            enterTogether(bundles.subList(from, Math.min(from + CLIENTS_AT_ONCE, bundles.size())));
        }
    }

    /** Some clients share a transaction, as most of its cost is its end; when one stumbles, each gets its own. */
    private void enterTogether(List<List<ConsumerRecord<byte[], byte[]>>> bundles) {
        try {
            transactions.executeWithoutResult(entering -> bundles.forEach(this::enter));
        } catch (RuntimeException stumbled) {
            LOGGER.atDebug()
                    .setCause(stumbled)
                    .log("Events of {} clients are entered one client at a time", bundles.size());
            bundles.forEach(this::enterOrPutAside);
        }
    }

    /**
     * One client's trouble is its own: what cannot be entered, now or later, must not keep the others' events waiting.
     */
    private void enterOrPutAside(Collection<ConsumerRecord<byte[], byte[]>> ofOneClient) {
        try {
            enter(ofOneClient);
        } catch (RuntimeException failed) {
            if (passes(failed)) {
                throw failed;
            }
            LOGGER.atError().setCause(failed).log("A client's events could not be entered and are put aside");
            ofOneClient.forEach(row -> putAside(row, failed));
        }
    }

    private static boolean passes(RuntimeException failed) {
        return failed instanceof RegistryUnavailable
                || failed instanceof TransactionException
                || failed instanceof TransientDataAccessException
                || failed instanceof RecoverableDataAccessException
                || failed instanceof DataAccessResourceFailureException;
    }

    private void putAside(ConsumerRecord<byte[], byte[]> row, RuntimeException failed) {
        deadLetters.putAside(row, String.valueOf(failed.getMessage()));
        metrics.deadLetter();
    }

    private void enter(Collection<ConsumerRecord<byte[], byte[]>> ofOneClient) {
        List<Word> words = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> row : ofOneClient) {
            try {
                Word word = read(row);
                if (word != null) {
                    words.add(word);
                }
            } catch (UndecodableRecord | UnreadableEvent unreadable) {
                putAside(row, unreadable);
            }
        }
        if (!words.isEmpty()) {
            hear(words);
        }
    }

    /** What the event says of a run; null when it was about a link, and is entered. */
    private @Nullable Word read(ConsumerRecord<byte[], byte[]> row) {
        SpecificRecord event = codec.decode(row.topic(), row.value());
        return links.enter(event, EventHeaders.traceparent(row.headers())) ? null : Words.of(event);
    }

    private void hear(List<Word> words) {
        long changing = files.open(
                        words.get(0).clientId(),
                        file -> words.stream().filter(file::heard).count())
                .orElse(0L);
        metrics.heard(words.size(), words.size() - changing);
    }
}
