package io.ledgersync.kit.pull;

import io.ledgersync.kit.Question;

/** A question and the walk that it belongs to. */
record Asked(String stream, int walk, Question question) {

    /** What makes two questions of a run the same. */
    record Id(String stream, int walk, String key) {}

    Id id() {
        return new Id(stream, walk, question.key());
    }
}
