package io.ledgersync.sandbox;

import java.util.List;

/** What must hold of the calls that arrived; each says what did not. */
public final class Expect {
    private final Query query;

    Expect(Query query) {
        this.query = query;
    }

    /** No limit was broken, by either reading of its window. */
    public void noQuotaViolation() {
        List<String> violations = query.violations();
        if (!violations.isEmpty()) {
            throw new AssertionError(violations.size() + " quota violations, the first: " + violations.get(0));
        }
    }

    /** No call of the organisation was refused for its number. */
    public void noThrottling(String organisationId) {
        List<String> refusals = query.refusals(organisationId);
        if (!refusals.isEmpty()) {
            throw new AssertionError(
                    refusals.size() + " calls of " + organisationId + " were answered 429: " + refusals);
        }
    }
}
