package io.ledgersync.qbo.route;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Reply;
import io.ledgersync.kit.reading.RetryAfter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What each of QuickBooks' errors permits. */
final class QboFaults {
    private static final QboError NONE = new QboError("", "", "", "");

    private QboFaults() {}

    /** The fault of a reply, or of one part of it; error null where no envelope could be read. */
    static Fault of(Reply reply, @Nullable QboError given) {
        QboError error = given == null ? NONE : given;
        int status = reply.status();
        String detail = detail(reply, error);
        if (status == 429 || error.code().equals("3001")) {
            return error.says("month")
                    ? new Fault.Throttled(Fault.Limit.MONTH, RetryAfter.ofMonth(reply), detail)
                    : new Fault.Throttled(Fault.Limit.UNKNOWN, RetryAfter.of(reply), detail);
        }
        Duration retryAfter = RetryAfter.of(reply);
        if (scopeMissing(reply)) {
            return new Fault.Forbidden(
                    "SCOPE_MISSING",
                    "The consent does not cover the company's accounting data: " + detail,
                    "Link the client again and agree to all permissions that are asked for.");
        }
        return switch (error.code()) {
            case "3100", "120" -> new Fault.Fatal("AUTH_FAILED", "QuickBooks refuses this company: " + detail);
            case "6190" -> new Fault.Fatal("ORGANISATION_GONE", "The company's subscription has ended: " + detail);
            case "3200", "100" -> new Fault.TokenRefused(detail);
            default -> byStatus(status, error, retryAfter, detail);
        };
    }

    private static Fault byStatus(int status, QboError error, @Nullable Duration retryAfter, String detail) {
        // The typing error is QuickBooks' own.
        if (error.isOfType("authorizat") && !error.isOfType("authentication")) {
            return new Fault.Fatal("AUTH_FAILED", "QuickBooks refuses this company: " + detail);
        }
        if (status == 401 || error.isOfType("authentication")) {
            return new Fault.TokenRefused(detail);
        }
        if (status == 403) {
            // Some gateway's: QuickBooks itself says whom it refuses, and a run must not end for good for another's.
            return new Fault.Unavailable(retryAfter, detail);
        }
        if (error.says("older than fixed days")) {
            return new Fault.Rejected("CHANGES_TOO_OLD", detail);
        }
        boolean ofServer = status >= 500 || status == 408 || status == 425 || error.isOfType("systemfault");
        // One list of a company may be unreadable for good while the others are not.
        if (ofServer && !error.says("made inactive")) {
            return new Fault.Unavailable(retryAfter, detail);
        }
        return status < 400 && error.equals(NONE)
                ? new Fault.Unavailable(retryAfter, detail)
                : new Fault.Rejected("REJECTED", detail);
    }

    private static boolean scopeMissing(Reply reply) {
        return reply.header("www-authenticate")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .contains("insufficient_scope");
    }

    private static String detail(Reply reply, QboError error) {
        String words = error.words();
        String id = reply.header("intuit_tid").map(tid -> " [" + tid + "]").orElse("");
        return "HTTP " + reply.status() + (words.isEmpty() ? "" : " " + words) + id;
    }

    /** What cannot be understood is trouble that may pass, and says what it is. */
    static Fault notUnderstood(Reply reply, String what) {
        return new Fault.Unavailable(null, detail(reply, NONE) + ", " + what);
    }
}
