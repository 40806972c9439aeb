package io.ledgersync.sandbox.xero;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
 * @param efficient by what a very large list may be filtered and sorted; null where its size does not matter
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
        @Nullable Efficient efficient) {
    /** Lists in which ids decide the order of rows with equal stamps. */
    private static final Set<String> TIED =
            Set.of("Contacts", "Payments", "BatchPayments", "CreditNotes", "Invoices", "BankTransactions");

    enum Paging {
        /** Everything in one answer, whatever page is asked for. */
        NONE,
        /** A hundred to a page, with nothing said of how many there are. */
        BARE,
        /** As many to a page as are asked for, up to a thousand. */
        FULL
    }

    /**
     * By what a very large list may be filtered and sorted; names in any case.
     *
     * @param exact fields that may equal something
     * @param ranges fields that may lie in a range as well
     * @param either fields of which one or another value may be asked for
     * @param orders fields to sort by
     */
    record Efficient(Set<String> exact, Set<String> ranges, Set<String> either, Set<String> orders) {
        Efficient {
            exact = lower(exact);
            ranges = lower(ranges);
            either = lower(either);
            orders = lower(orders);
        }

        private static Set<String> lower(Set<String> names) {
            return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        }

        boolean filters(Where.Comparison by) {
            String field = by.field().toLowerCase(Locale.ROOT);
            if (by.alternative()) {
                return by.kind() == Where.Kind.EQUAL && either.contains(field);
            }
            return switch (by.kind()) {
                case EQUAL -> exact.contains(field) || ranges.contains(field);
                case RANGE -> ranges.contains(field);
                case OTHER -> false;
            };
        }

        boolean sorts(String field) {
            return orders.contains(field.toLowerCase(Locale.ROOT));
        }
    }

    /** Whether ids decide the order of rows with equal stamps. */
    boolean tied() {
        return TIED.contains(path);
    }

    /** Records with a status that are left out, and the parameters, parted by commas, that bring them back. */
    record Hidden(String field, String value, String unless) {
        static final Hidden NOTHING = new Hidden("", "", "");
    }

    static ListSpec of(String path, Paging paging, boolean since) {
        String one = path.endsWith("ies")
                ? path.substring(0, path.length() - 3) + "y"
                : path.substring(0, path.length() - 1);
        return new ListSpec(path, one, one + "ID", paging, since, Map.of(), Hidden.NOTHING, List.of("LineItems"), null);
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

    ListSpec efficientBy(Set<String> exact, Set<String> ranges, Set<String> either, Set<String> orders) {
        return new ListSpec(
                path,
                sourceType,
                idField,
                paging,
                since,
                filters,
                hidden,
                summary,
                new Efficient(exact, ranges, either, orders));
    }
}
