package io.ledgersync.xero.route;

import io.ledgersync.kit.Answer;
import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Outcome;
import io.ledgersync.kit.Reply;
import io.ledgersync.kit.reading.ProviderClock;
import io.ledgersync.kit.reading.RetryAfter;
import io.ledgersync.xero.ask.DateWindow;
import io.ledgersync.xero.ask.JournalNumber;
import io.ledgersync.xero.ask.XeroList;
import io.ledgersync.xero.ask.XeroQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Routes every reply of Xero's to an answer or to the fault that says what it permits. */
public final class XeroRoutes {
    /** Xero's own advice for an organisation or an API that is offline. */
    private static final Duration WHILE_OFFLINE = Duration.ofMinutes(5);

    private final boolean journalsPermitted;

    /** @param journalsPermitted the app's tier may read journals */
    public XeroRoutes(boolean journalsPermitted) {
        this.journalsPermitted = journalsPermitted;
    }

    /** What became of a question. */
    public Outcome route(XeroQuestion question, Reply reply) {
        return switch (reply.status()) {
            case 200 -> answer(question, reply);
            case 304 -> unchanged(question, reply);
            case 400 -> refused(question, reply);
            case 401 -> unauthorised(question, reply);
            case 403 -> forbidden(question, reply);
            case 404 -> notFound(question, reply);
            case 429 -> throttled(reply);
            case 408, 425 -> unavailable(reply);
            default ->
                (reply.status() >= 400 && reply.status() < 500) || reply.status() == 501
                        ? rejected(reply)
                        : unavailable(reply);
        };
    }

    private Outcome answer(XeroQuestion question, Reply reply) {
        JsonNode envelope = reply.envelope();
        if (envelope == null || !envelope.isObject()) {
            return unavailable(reply);
        }
        // Nothing but an array says what there is: no list, or null, must not be taken for a list without records.
        if (!envelope.path(question.list().array()).isArray()) {
            return envelope.has("ErrorNumber") || envelope.has("Elements") ? rejected(reply) : unavailable(reply);
        }
        if (question instanceof XeroQuestion.JournalsAfter
                && !reply.rows().isEmpty()
                && reply.rows().stream().noneMatch(row -> JournalNumber.of(row).isPresent())) {
            return new Fault.Rejected("REJECTED", "no journal of the answer has a number, so that none can follow");
        }
        return new Answer(envelope, reply.rows(), ProviderClock.atSending(reply), false);
    }

    /** Not documented, but after a question for changes it can only mean that there are none. */
    private static Outcome unchanged(XeroQuestion question, Reply reply) {
        return question.since() == null ? unavailable(reply) : nothing(reply);
    }

    private static Answer nothing(Reply reply) {
        return new Answer(JsonNodeFactory.instance.objectNode(), List.of(), ProviderClock.atSending(reply), false);
    }

    private Fault unauthorised(XeroQuestion question, Reply reply) {
        // A token that is expired or unknown fails authentication; one that is known, but not for this, authorisation.
        ErrorBody body = ErrorBody.of(reply);
        boolean known = body.own() && body.says("authorizationunsuccessful");
        boolean scope = known && !challenge(reply).contains("invalid_token");
        return scope || lacksScope(reply) ? notPermitted(question, reply) : new Fault.TokenRefused(detail(reply));
    }

    /** The token is good, but not for this: a fresh one never heals it. */
    private static boolean lacksScope(Reply reply) {
        // Xero writes it with one i less.
        String challenge = challenge(reply);
        return challenge.contains("insuffici") || challenge.contains("insuffice");
    }

    private static String challenge(Reply reply) {
        return reply.header("www-authenticate").orElse("").toLowerCase(Locale.ROOT);
    }

    private Fault forbidden(XeroQuestion question, Reply reply) {
        ErrorBody body = ErrorBody.of(reply);
        if (lacksScope(reply) || body.own() && body.says("scope")) {
            return notPermitted(question, reply);
        }
        boolean journals = question instanceof XeroQuestion.JournalsAfter && !journalsPermitted;
        // A user may be kept from reports alone: the books are read without them.
        if (journals || question.list().report()) {
            return notPermitted(question, reply);
        }
        // Xero says the same for a user who left, a revoked consent and an organisation that is gone. What does not
        // come in its own form was said by something on the way there, and says nothing of the consent.
        return body.own() || isFromXero(reply)
                ? new Fault.Fatal("AUTH_FAILED", "Xero refuses this organisation: " + detail(reply))
                : unavailable(reply);
    }

    /** Every answer of Xero's carries it, also one whose body is empty or text. */
    private static boolean isFromXero(Reply reply) {
        return reply.header("xero-correlation-id").isPresent();
    }

    private Fault notPermitted(XeroQuestion question, Reply reply) {
        return question instanceof XeroQuestion.JournalsAfter && !journalsPermitted
                ? new Fault.Forbidden(
                        "TIER_TOO_LOW",
                        "The app's tier at Xero may not read journals: " + detail(reply),
                        "Ask the operator to raise the app's tier to Advanced or to switch ledgersync.xero.journals off.")
                : new Fault.Forbidden(
                        "SCOPE_MISSING",
                        "The consent does not cover " + question.list().path() + ": " + detail(reply),
                        "Link the client again and agree to all permissions that are asked for.");
    }

    private static Outcome notFound(XeroQuestion question, Reply reply) {
        // One record that is not there is an answer; a list that is not there, or an address too long, is none.
        if (!(question instanceof XeroQuestion.ByIds) || question.list().lookup() != XeroList.Lookup.ALONE) {
            return rejected(reply);
        }
        // Xero may say it in any form, or without a word; the page of its web server says that nobody looked.
        ErrorBody body = ErrorBody.of(reply);
        boolean own = isFromXero(reply) && !body.says("file or directory");
        return own || body.saysGone() ? nothing(reply) : unavailable(reply);
    }

    private static Fault throttled(Reply reply) {
        return new Fault.Throttled(limit(reply), RetryAfter.of(reply), detail(reply));
    }

    private static Fault.Limit limit(Reply reply) {
        String problem = reply.header("x-rate-limit-problem").orElse("").strip().toLowerCase(Locale.ROOT);
        return switch (problem) {
            case "minute" -> Fault.Limit.MINUTE;
            case "day", "daily" -> Fault.Limit.DAY;
            case "concurrent" -> Fault.Limit.CONCURRENT;
            case "appminute", "app-minute", "app minute" -> Fault.Limit.APP_MINUTE;
            default -> {
                if (XeroHeaders.spent(reply, XeroHeaders.MINUTE)) {
                    yield Fault.Limit.MINUTE;
                }
                if (XeroHeaders.spent(reply, XeroHeaders.DAY)) {
                    yield Fault.Limit.DAY;
                }
                yield XeroHeaders.spent(reply, XeroHeaders.APP_MINUTE) ? Fault.Limit.APP_MINUTE : Fault.Limit.UNKNOWN;
            }
        };
    }

    private static Fault unavailable(Reply reply) {
        Duration wait = RetryAfter.of(reply);
        return new Fault.Unavailable(
                wait == null && ErrorBody.of(reply).says("offline") ? WHILE_OFFLINE : wait, detail(reply));
    }

    private static Fault refused(XeroQuestion question, Reply reply) {
        boolean tooMany = ErrorBody.of(reply).says("efficiently");
        return new Fault.Rejected(
                tooMany ? XeroList.TOO_MANY : "REJECTED", unread(question.list(), tooMany) + detail(reply));
    }

    /** What stays unread because of a refusal, where there is no other way to ask for it. */
    private static String unread(XeroList list, boolean tooMany) {
        if (DateWindow.undated(list)) {
            return "Xero does not say which " + list.path() + " have no date, if any; all others were read: ";
        }
        return tooMany && !list.dated()
                ? list.path() + " are too many for Xero and have no dates to read them by: "
                : "";
    }

    private static Fault rejected(Reply reply) {
        return new Fault.Rejected("REJECTED", detail(reply));
    }

    private static String detail(Reply reply) {
        String words = ErrorBody.of(reply).words();
        String problem = reply.header("x-rate-limit-problem")
                .map(limit -> " (" + limit + ")")
                .orElse("");
        String id = reply.header("xero-correlation-id")
                .map(value -> " [" + value + "]")
                .orElse("");
        return "HTTP " + reply.status() + problem + (words.isEmpty() ? "" : " " + words) + id;
    }
}
