package io.ledgersync.xero.walk;

import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.LedgerStream;
import io.ledgersync.kit.Walk;
import io.ledgersync.kit.reading.SeenRows;
import io.ledgersync.xero.ask.XeroList;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The stream of one of Xero's lists. */
public record XeroStream(XeroList list) implements LedgerStream {

    @Override
    public String name() {
        return list.path();
    }

    @Override
    public List<String> sourceTypes() {
        return List.of(list.sourceType());
    }

    @Override
    public LedgerKind<?> kind() {
        return list.kind();
    }

    @Override
    public boolean alwaysWhole() {
        return list.order() == XeroList.Order.WHOLE || list.order() == XeroList.Order.BY_PAGE;
    }

    /** The ledger's balances are made of the journals alone, which are what is read by number. */
    @Override
    public boolean proves() {
        return list.order() == XeroList.Order.BY_NUMBER;
    }

    /** A watermark that cannot be read is none: the list is then read whole, which is always right. */
    @Override
    public Walk begin(@Nullable String watermark) {
        return switch (list.order()) {
            case WHOLE -> InOneAnswer.since(list, null, SeenRows.NONE);
            case BY_PAGE -> ByPage.begin(list);
            case UNPAGED -> InOneAnswer.since(list, instant(watermark), SeenRows.NONE);
            case BY_CHANGE, BY_CHANGE_ALONE -> ThenDeleted.since(list, instant(watermark), SeenRows.NONE);
            case BY_NUMBER -> ByNumber.after(list, number(watermark), SeenRows.NONE);
        };
    }

    @Override
    public Walk sweep(Walk walked) {
        return ((XeroWalk) walked).sweep();
    }

    @Override
    public Walk confirm(String sourceType, List<String> sourceIds) {
        return ById.of(list, sourceIds);
    }

    @Override
    public Walk resume(JsonNode cursor) {
        try {
            String walk = cursor.path("walk").asString("");
            return switch (walk) {
                case "in one answer" -> InOneAnswer.of(list, cursor);
                case "by page" -> ByPage.of(list, cursor);
                case "by change" -> ByChange.of(list, cursor);
                case "by dates" -> ByDates.of(list, cursor);
                case "then deleted" -> ThenDeleted.of(list, cursor);
                case "by number" -> ByNumber.of(list, cursor);
                default -> throw new IllegalArgumentException("the walk \"" + walk + "\" is unknown or has no cursor");
            };
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("a cursor of " + name() + " names a moment that is none", unreadable);
        }
    }

    private static @Nullable Instant instant(@Nullable String watermark) {
        try {
            return watermark == null ? null : Instant.parse(watermark);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static long number(@Nullable String watermark) {
        return watermark != null && watermark.matches("\\d{1,18}") ? Long.parseLong(watermark) : 0;
    }
}
