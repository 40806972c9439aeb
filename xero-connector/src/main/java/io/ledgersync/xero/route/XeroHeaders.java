package io.ledgersync.xero.route;

import io.ledgersync.kit.QuotaReport;
import io.ledgersync.kit.Reply;
import org.jspecify.annotations.Nullable;

/** What Xero's headers say is left of its limits after a call. */
public final class XeroHeaders {
    static final String MINUTE = "x-minlimit-remaining";
    static final String DAY = "x-daylimit-remaining";
    static final String APP_MINUTE = "x-appminlimit-remaining";

    private XeroHeaders() {}

    /** What is left. */
    public static QuotaReport quota(Reply reply) {
        Integer minute = remaining(reply, MINUTE);
        Integer day = remaining(reply, DAY);
        Integer appMinute = remaining(reply, APP_MINUTE);
        return minute == null && day == null && appMinute == null
                ? QuotaReport.SILENT
                : new QuotaReport(minute, day, appMinute);
    }

    static boolean spent(Reply reply, String header) {
        Integer remaining = remaining(reply, header);
        return remaining != null && remaining <= 0;
    }

    private static @Nullable Integer remaining(Reply reply, String header) {
        String text = reply.header(header).orElse("").strip();
        return text.matches("-?\\d{1,9}") ? Integer.valueOf(text) : null;
    }
}
