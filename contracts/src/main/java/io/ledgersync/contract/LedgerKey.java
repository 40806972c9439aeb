package io.ledgersync.contract;

/**
 * The key of a ledger change: client, organisation, source type and source id, joined by "|"; backslash and "|" inside
 * a part are escaped by a backslash.
 */
public record LedgerKey(String clientId, String organisationId, String sourceType, String sourceId) {

    /** The key as it stands in the topic. */
    public String text() {
        return escape(clientId) + '|' + escape(organisationId) + '|' + escape(sourceType) + '|' + escape(sourceId);
    }

    /** What the keys of all of a client's changes begin with. */
    public static String prefix(String clientId) {
        return escape(clientId) + '|';
    }

    private static String escape(String part) {
        return part.indexOf('|') < 0 && part.indexOf('\\') < 0
                ? part
                : part.replace("\\", "\\\\").replace("|", "\\|");
    }
}
