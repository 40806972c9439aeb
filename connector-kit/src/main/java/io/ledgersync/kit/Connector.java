package io.ledgersync.kit;

import java.net.URI;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * All that the kit must know of one provider: its streams, how questions become HTTP calls and answers become records.
 *
 * <p>Every method is pure and quick: no I/O, no waiting, no shared state. {@link #holdsRows} and {@link #read} are
 * called on the threads that read answers, everything else on the one thread that owns the runs.
 */
public interface Connector {

    /** Which provider this is. */
    Provider provider();

    /** The streams of a run, in the order in which they are shown. */
    List<LedgerStream> streams();

    /**
     * Packs questions that may travel together; every question is in exactly one exchange. Xero: one each. QBO: batch
     * and CDC.
     */
    List<Exchange> pack(List<Question> ready);

    /** The HTTP call of an exchange, without its authorisation. */
    HttpCall call(Exchange exchange, URI apiUrl, String organisationId);

    /**
     * Whether the elements of the array at this path of a body are records, e.g. [QueryResponse, Invoice] or
     * [BatchItemResponse, 3, QueryResponse, Invoice].
     */
    boolean holdsRows(List<String> path);

    /**
     * Reads one record.
     *
     * @throws UnreadableRecord naming the field, its value and what is allowed; the record becomes a dead letter
     */
    LedgerRecord read(List<String> path, JsonNode json);

    /**
     * Routes a reply: one outcome for each question of the exchange, in its order. Whatever is not understood is a
     * fault that says so.
     */
    List<Outcome> route(Exchange exchange, Reply reply);

    /** What a reply says of the quotas that are left. */
    QuotaReport quota(Reply reply);
}
