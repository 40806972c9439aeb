package io.ledgersync.tck;

import io.ledgersync.sandbox.FaultRule;
import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.books.Edits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What goes wrong at the provider while it is read: its books are edited between two calls, and calls fail. */
final class Mischief {
    private static final List<String> XERO_KINDS = List.of(
            "Invoice", "BankTransaction", "Payment", "Contact", "CreditNote", "ManualJournal", "Item", "BankTransfer");
    private static final List<String> QBO_KINDS = List.of(
            "Invoice",
            "Purchase",
            "Payment",
            "Customer",
            "Bill",
            "JournalEntry",
            "Item",
            "Deposit",
            "CreditMemo",
            "Transfer");

    private final Sandbox sandbox;
    private final String provider;
    private final String organisation;
    private final Random random;
    private final List<String> kinds;
    private final List<String> struck = new ArrayList<>();

    Mischief(Sandbox sandbox, String provider, String organisation, Random random) {
        this.sandbox = sandbox;
        this.provider = provider;
        this.organisation = organisation;
        this.random = random;
        this.kinds = provider.equals("XERO") ? XERO_KINDS : QBO_KINDS;
        Random hand = new Random(random.nextLong());
        sandbox.define().afterEachCall(organisation, edits -> scribble(edits, hand));
    }

    private void scribble(Edits edits, Random hand) {
        synchronized (hand) {
            String kind = kinds.get(hand.nextInt(kinds.size()));
            switch (hand.nextInt(7)) {
                case 0, 1, 2 -> edits.editAny(kind);
                case 3, 4 -> edits.add(kind);
                case 5 -> edits.mergeAny(provider.equals("XERO") ? "Contact" : "Customer");
                default -> edits.deleteAny(kinds.get(hand.nextInt(2)));
            }
        }
    }

    /** One more thing goes wrong. */
    void strike() {
        FaultRule rule =
                switch (random.nextInt(provider.equals("QBO") ? 7 : 6)) {
                    case 6 -> FaultRule.faultedItem(1, random.nextInt(20));
                    case 0 ->
                        FaultRule.status("/", 1 + random.nextInt(3), 503, "The Xero API is temporarily unavailable");
                    case 1 -> FaultRule.status("/", 1 + random.nextInt(3), 500, "<html>oops</html>");
                    // Within a call's time-out: what a provider goes on with behind it, nobody can count.
                    case 2 -> FaultRule.slow("/", 1, Duration.ofSeconds(10 + random.nextInt(30)));
                    case 3 -> FaultRule.cut("/", 1 + random.nextInt(2), 200 + random.nextInt(5_000));
                    case 4 -> FaultRule.status("/", 1, 502, "");
                    default -> FaultRule.status("/", 1, 504, "");
                };
        struck.add(rule.status() + "/" + rule.delay() + "/" + rule.cutAfter());
        sandbox.define().fault(organisation, rule);
        if (random.nextInt(3) == 0) {
            struck.add("expired");
            sandbox.define().expireAccessTokens(provider);
        }
    }

    /** Nothing goes wrong any more. */
    void calm() {
        sandbox.define().calm(organisation).afterEachCall(organisation, null);
    }

    @Override
    public String toString() {
        return "struck " + struck;
    }
}
