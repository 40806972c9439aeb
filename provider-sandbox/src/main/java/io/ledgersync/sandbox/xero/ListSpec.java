package io.ledgersync.sandbox.xero;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one of the API's lists answers to.
 *
 * @param path its path, which is also the key of its records
 * @param idField where a record's id stands
 * @param paging whether it has pages, and says how many
 * @param since whether If-Modified-Since is heeded
 * @param filters parameters that hold values separated by commas, and the fields that must have one of them
 * @param hidden what is left out unless it is asked for
 * @param summary what is left out without a page
 * @param efficient fields by which a very large list may be filtered or sorted; empty where its size does not matter
 */
record ListSpec(
        String path,
        String sourceType,
        String idField,
        Paging paging,
        boolean since,
        Map<String, String> filters,
        Hidden hidden,
        List<String> summary,
        Set<String> efficient) {
    enum Paging {
        /** Everything in one answer, whatever page is asked for. */
        NONE,
        /** A hundred to a page, with nothing said of how many there are. */
        BARE,
        /** As many to a page as are asked for, up to a thousand. */
        FULL
    }

    /** Records with a status that are left out, and the parameter that brings them back. */
    record Hidden(String field, String value, String unless) {
        static final Hidden NOTHING = new Hidden("", "", "");
    }

    static ListSpec of(String path, Paging paging, boolean since) {
        String one = path.endsWith("ies")
                ? path.substring(0, path.length() - 3) + "y"
                : path.substring(0, path.length() - 1);
        return new ListSpec(
                path, one, one + "ID", paging, since, Map.of(), Hidden.NOTHING, List.of("LineItems"), Set.of());
    }

    ListSpec known(String byField) {
        return new ListSpec(path, sourceType, byField, paging, since, filters, hidden, summary, efficient);
    }

    ListSpec filtered(Map<String, String> by) {
        return new ListSpec(path, sourceType, idField, paging, since, by, hidden, summary, efficient);
    }

    ListSpec hiding(String field, String value, String unless) {
        return new ListSpec(
                path,
                sourceType,
                idField,
                paging,
                since,
                filters,
                new Hidden(field, value, unless),
                summary,
                efficient);
    }

    ListSpec without(String... inSummary) {
        return new ListSpec(path, sourceType, idField, paging, since, filters, hidden, List.of(inSummary), efficient);
    }

    ListSpec efficientBy(String... fields) {
        return new ListSpec(path, sourceType, idField, paging, since, filters, hidden, summary, Set.of(fields));
    }
}
