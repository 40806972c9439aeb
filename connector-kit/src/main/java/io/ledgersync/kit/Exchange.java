package io.ledgersync.kit;

import java.util.List;

/**
 * One HTTP call and the questions that travel in it.
 *
 * @param kind the quota class that it counts in besides the general one: "call" or "batch"
 * @param questions at least one
 */
public record Exchange(String kind, List<Question> questions) {
    public Exchange {
        questions = List.copyOf(questions);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("an exchange without a question");
        }
    }

    /**
     * As how many calls the provider may count it. Whether a batch is one of QuickBooks's 500 a minute or as many as it
     * has items is documented nowhere, so it is taken for as many.
     */
    public int mostCalls() {
        return kind.equals("batch") ? questions.size() : 1;
    }
}
