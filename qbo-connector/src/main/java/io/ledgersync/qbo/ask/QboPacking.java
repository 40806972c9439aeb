package io.ledgersync.qbo.ask;

import io.ledgersync.kit.Exchange;
import io.ledgersync.kit.Question;
import java.util.ArrayList;
import java.util.List;

/** Which questions travel together: small queries in a batch, changes of all lists in one change call. */
public final class QboPacking {
    /** An answer holds at most so many objects in all; with that many, nobody knows what it left out. */
    public static final int OVERFLOW = 1000;

    private static final int ITEMS = 30;

    private QboPacking() {}

    /** Every question in exactly one exchange. */
    public static List<Exchange> pack(List<Question> ready) {
        List<Exchange> exchanges = new ArrayList<>();
        List<Question> changes = new ArrayList<>();
        List<Question> items = new ArrayList<>();
        int objects = 0;
        for (Question question : ready) {
            QboQuestion asked = (QboQuestion) question;
            if (asked.alone() || asked.objects() >= OVERFLOW) {
                exchanges.add(new Exchange("call", List.of(asked)));
            } else if (asked instanceof QboQuestion.Changes) {
                changes.add(asked);
            } else {
                if (items.size() == ITEMS || objects + asked.objects() >= OVERFLOW) {
                    exchanges.add(together(items));
                    items = new ArrayList<>();
                    objects = 0;
                }
                items.add(asked);
                objects += asked.objects();
            }
        }
        if (!items.isEmpty()) {
            exchanges.add(together(items));
        }
        if (!changes.isEmpty()) {
            exchanges.add(new Exchange("call", changes));
        }
        return exchanges;
    }

    private static Exchange together(List<Question> items) {
        return new Exchange(items.size() == 1 ? "call" : "batch", items);
    }
}
