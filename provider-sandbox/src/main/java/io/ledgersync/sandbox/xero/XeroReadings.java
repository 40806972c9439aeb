package io.ledgersync.sandbox.xero;

import java.util.EnumSet;
import java.util.Set;

/**
 * How the simulator reads what is unconfirmed of the real Xero.
 *
 * @param inclusiveEdge whether If-Modified-Since gives rows of that very second
 * @param stableTies whether rows with equal stamps, in lists without a documented order of ids, come in the same order
 *     in every call
 * @param shortJournals whether a page of journals may be short before the end
 * @param hidden what the lists leave out unless it is asked for
 * @param everyRetryAfter whether a refusal for calls at a time, or for the app's minute, says how long to wait
 * @param appProblem what such a refusal calls the app's minute
 * @param refusedCount whether a call that is refused for its number counts all the same
 * @param gzip whether answers are packed for who accepts it
 */
public record XeroReadings(
        boolean inclusiveEdge,
        boolean stableTies,
        boolean shortJournals,
        Set<Hidden> hidden,
        boolean everyRetryAfter,
        String appProblem,
        boolean refusedCount,
        boolean gzip) {
    /** What the simulator does unless it is told otherwise. */
    public static final XeroReadings USUAL =
            new XeroReadings(false, true, false, Set.of(), false, "appminute", false, true);

    /** Rows that a list may leave out. */
    public enum Hidden {
        DELETED_ACCOUNTS("Accounts", new ListSpec.Hidden("Status", "DELETED", "")),
        /** They are there for who asks by status or by id. */
        DELETED_INVOICES("Invoices", new ListSpec.Hidden("Status", "DELETED", "Statuses,IDs")),
        ARCHIVED_INVOICES("Invoices", new ListSpec.Hidden("Status", "ARCHIVED", "includeArchived"));

        private final String list;
        private final ListSpec.Hidden rows;

        Hidden(String list, ListSpec.Hidden rows) {
            this.list = list;
            this.rows = rows;
        }

        String list() {
            return list;
        }

        ListSpec.Hidden rows() {
            return rows;
        }
    }

    public XeroReadings {
        hidden = Set.copyOf(hidden);
        if (!appProblem.equals("appminute") && !appProblem.equals("app-minute")) {
            throw new IllegalArgumentException("appProblem is \"" + appProblem + "\"; allowed: appminute, app-minute");
        }
    }

    public XeroReadings withInclusiveEdge(boolean is) {
        return new XeroReadings(is, stableTies, shortJournals, hidden, everyRetryAfter, appProblem, refusedCount, gzip);
    }

    public XeroReadings withStableTies(boolean are) {
        return new XeroReadings(
                inclusiveEdge, are, shortJournals, hidden, everyRetryAfter, appProblem, refusedCount, gzip);
    }

    public XeroReadings withShortJournals(boolean are) {
        return new XeroReadings(
                inclusiveEdge, stableTies, are, hidden, everyRetryAfter, appProblem, refusedCount, gzip);
    }

    /** These rows, and no others, are hidden. */
    public XeroReadings hiding(Hidden... rows) {
        Set<Hidden> all = EnumSet.noneOf(Hidden.class);
        all.addAll(Set.of(rows));
        return new XeroReadings(
                inclusiveEdge, stableTies, shortJournals, all, everyRetryAfter, appProblem, refusedCount, gzip);
    }

    public XeroReadings withEveryRetryAfter(boolean is) {
        return new XeroReadings(inclusiveEdge, stableTies, shortJournals, hidden, is, appProblem, refusedCount, gzip);
    }

    public XeroReadings withAppProblem(String name) {
        return new XeroReadings(
                inclusiveEdge, stableTies, shortJournals, hidden, everyRetryAfter, name, refusedCount, gzip);
    }

    public XeroReadings withRefusedCount(boolean count) {
        return new XeroReadings(
                inclusiveEdge, stableTies, shortJournals, hidden, everyRetryAfter, appProblem, count, gzip);
    }

    public XeroReadings withGzip(boolean packs) {
        return new XeroReadings(
                inclusiveEdge, stableTies, shortJournals, hidden, everyRetryAfter, appProblem, refusedCount, packs);
    }
}
