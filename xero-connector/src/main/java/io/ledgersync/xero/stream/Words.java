package io.ledgersync.xero.stream;

import io.ledgersync.kit.reading.Fields;
import java.util.Set;

/**
 * Xero's words for states and directions as the contract's; one that is not known becomes UNKNOWN, the provider's JSON
 * keeps it.
 */
final class Words {
    static final Set<String> DOCUMENT_STATES = Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED");
    static final Set<String> POSTED_STATES = Set.of("AUTHORISED", "VOIDED", "DELETED");

    private static final String UNKNOWN = "UNKNOWN";
    private static final Set<String> LIST_STATES = Set.of("ACTIVE", "ARCHIVED", "DELETED");

    private Words() {}

    /** The word in a field when it is one of those known. */
    static String known(Fields fields, String name, Set<String> known) {
        String value = fields.text(name);
        return value != null && known.contains(value) ? value : UNKNOWN;
    }

    /** The status of an entry of a list. */
    static String status(Fields entry) {
        return known(entry, "Status", LIST_STATES);
    }

    /** Who owes whom: ACC stands for an account's invoice, AR and AP for what belongs to one. */
    static String direction(String type) {
        if (type.startsWith("ACCREC") || type.startsWith("AR")) {
            return "SALES";
        }
        return type.startsWith("ACCPAY") || type.startsWith("AP") ? "PURCHASE" : UNKNOWN;
    }

    /** Which way the money of a payment or bank transaction goes. */
    static String flow(String type) {
        return type.startsWith("RECEIVE") ? "RECEIVE" : type.startsWith("SPEND") ? "SPEND" : UNKNOWN;
    }
}
