package io.ledgersync.sandbox;

import io.ledgersync.sandbox.http.Request;
import io.ledgersync.sandbox.quota.Counted;
import io.ledgersync.sandbox.quota.Meter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that was counted.
 *
 * @param call QBO's name of it
 * @param app what its app's minute says; null where there is none
 * @param monthUsedUp whether its app has read all that it may in a month
 */
record Arrival(
        Tenant tenant,
        Request request,
        String target,
        String call,
        Instant at,
        Counted counted,
        Meter.Verdict verdict,
        Meter.@Nullable Verdict app,
        boolean monthUsedUp) {

    boolean isXero() {
        return tenant.books.provider().equals("XERO");
    }

    boolean throttled() {
        return verdict.refused() || app != null && app.refused() || monthUsedUp;
    }
}
