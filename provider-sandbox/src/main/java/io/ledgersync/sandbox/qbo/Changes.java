package io.ledgersync.sandbox.qbo;

import io.ledgersync.sandbox.books.Entry;
import io.ledgersync.sandbox.books.Formats;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.Shelf;
import io.ledgersync.sandbox.books.qbo.QboBooks;
import io.ledgersync.sandbox.qbo.query.Entities;
import io.ledgersync.sandbox.qbo.query.Moments;
import io.ledgersync.sandbox.qbo.query.QueryRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Change data capture: what was changed since a moment, one list after the other, a thousand objects in all. */
final class Changes {
    private static final Duration LOOK_BACK = Duration.ofDays(30);

    /** Of these nobody says whether the change calls know them. */
    private static final Set<Entities> UNTOLD =
            Set.of(Entities.CREDIT_CARD_PAYMENT, Entities.BUDGET, Entities.COMPANY_INFO, Entities.PREFERENCES);

    private final Supplier<QboReadings> readings;
    private final Clock clock;

    Changes(Supplier<QboReadings> readings, Clock clock) {
        this.readings = readings;
        this.clock = clock;
    }

    /** Writes the answer, of so many objects at most; answers how many they are. */
    int changes(Organisation company, String entities, String changedSince, int room, StringBuilder out)
            throws Envelope.Refused {
        QboReadings.ChangeLists lists = readings.get().changes();
        Instant since = since(changedSince);
        List<Entities> asked = new ArrayList<>();
        for (String name : entities.split(",", -1)) {
            Entities entity = Entities.named(name.trim())
                    .filter(Entities::changes)
                    .filter(one -> lists.untold() != QboReadings.Untold.REFUSED || !UNTOLD.contains(one))
                    .orElseThrow(() -> Envelope.Refused.unsupported(
                            "Operation cdc is not supported for entity \"" + name.trim() + "\"."));
            if (lists.untold() == QboReadings.Untold.TOLD || !UNTOLD.contains(entity)) {
                asked.add(entity);
            }
        }
        out.append("\"CDCResponse\":[{\"QueryResponse\":[");
        int rows = 0;
        for (Entities entity : asked) {
            out.append(out.charAt(out.length() - 1) == '[' ? "" : ",");
            int left = lists.capPerEntity() ? room : room - rows;
            Shelf shelf = QboBooks.shelf(company, entity.sourceType());
            rows += list(shelf, entity, since, Math.max(0, left), lists.descending(), out);
        }
        out.append("]}]");
        return rows;
    }

    private Instant since(String text) throws Envelope.Refused {
        try {
            Instant since = Moments.read(text, readings.get().bareZone());
            if (since.isBefore(clock.instant().minus(LOOK_BACK))) {
                throw Envelope.Refused.unsupported("Operation cdc with changedSince date " + text
                        + " which is older than fixed days is not supported.");
            }
            return readings.get().inclusiveEdge() ? since : since.plusNanos(1);
        } catch (QueryRefused notAMoment) {
            throw new Envelope.Refused(
                    400,
                    "2020",
                    "Required param missing, need to supply the required value for the API",
                    "changedSince is \"" + text + "\"");
        }
    }

    /** Active ones by their last change, deleted ones after them, so that an overflow cuts the deleted ones first. */
    private static int list(
            Shelf shelf, Entities entity, Instant since, int room, boolean descending, StringBuilder out) {
        int skipped = descending ? Math.max(0, shelf.countUpdatedSince(since) - room) : 0;
        List<Shelf.Seen> changed = shelf.updatedSince(since, skipped, room);
        List<Entry> gone = shelf.goneSince(since);
        if (descending) {
            Collections.reverse(changed);
            Collections.reverse(gone);
        }
        List<Entry> shown = gone.subList(0, Math.min(gone.size(), room - changed.size()));
        out.append('{');
        if (!changed.isEmpty() || !shown.isEmpty()) {
            out.append('"').append(entity.key()).append("\":[");
            Listing.write(shelf, changed, out);
            for (int i = 0; i < shown.size(); i++) {
                out.append(changed.isEmpty() && i == 0 ? "" : ",")
                        .append("{\"domain\":\"QBO\",\"status\":\"Deleted\",\"Id\":\"")
                        .append(shown.get(i).id())
                        .append("\",\"MetaData\":{\"LastUpdatedTime\":\"")
                        .append(Formats.qbo(shown.get(i).updated()))
                        .append("\"}}");
            }
            out.append("],\"startPosition\":1,\"maxResults\":").append(changed.size() + shown.size());
        }
        out.append('}');
        return changed.size() + shown.size();
    }
}
