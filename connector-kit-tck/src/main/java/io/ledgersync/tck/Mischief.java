package io.ledgersync.tck;

import io.ledgersync.sandbox.Sandbox;
import io.ledgersync.sandbox.books.Edits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at the provider while an organisation is read: its books are changed between two calls, and calls
 * fail. Told by the number of calls, so that a seed tells the same story again. Thread-safe.
 */
final class Mischief {
    private final Sandbox sandbox;
    private final String provider;
    private final String organisation;
    private final Scribbler scribbler;
    private final Map<Integer, Strike> strikes = new TreeMap<>();
    private final List<String> struck = new ArrayList<>();
    private int calls;
    private int restFrom = Integer.MAX_VALUE;
    private int brokenAnswers;
    private @Nullable RuntimeException failure;

    Mischief(Sandbox sandbox, String provider, String organisation, Scribbler scribbler) {
        this.sandbox = sandbox;
        this.provider = provider;
        this.organisation = organisation;
        this.scribbler = scribbler;
        sandbox.define().afterEachCall(organisation, this::called);
    }

    private synchronized void called(Edits edits) {
        calls++;
        Strike due = strikes.remove(calls);
        if (due != null) {
            fall(due);
        }
        if (calls >= restFrom || failure != null) {
            return;
        }
        try {
            scribbler.scribble(edits);
        } catch (RuntimeException failed) {
            failure = failed;
        }
    }

    private void fall(Strike strike) {
        struck.add(strike.name() + " at call " + calls);
        brokenAnswers += strike.brokenAnswers();
        strike.blow().fall(sandbox.define(), organisation, provider);
    }

    /** So many calls from now something goes wrong; with 0 at once. */
    synchronized void strike(int callsFromNow, Strike strike) {
        if (callsFromNow == 0) {
            fall(strike);
        } else {
            strikes.put(calls + callsFromNow, strike);
        }
    }

    /** The books rest when so many calls were answered. */
    synchronized void restFrom(int call) {
        restFrom = call;
    }

    /** How many calls were answered. */
    synchronized int calls() {
        return calls;
    }

    /** How many answers were right by their status and yet of no use, or late. */
    synchronized int brokenAnswers() {
        return brokenAnswers;
    }

    /** Nothing goes wrong any more; throws when a change of the books has failed. */
    synchronized void calm() {
        sandbox.define().calm(organisation).failRefreshes(0);
        strikes.clear();
        restFrom = 0;
        if (failure != null) {
            throw new IllegalStateException("a change of the books failed, and those after it were not made", failure);
        }
    }

    @Override
    public synchronized String toString() {
        return "struck " + struck + ", " + calls + " calls";
    }
}
