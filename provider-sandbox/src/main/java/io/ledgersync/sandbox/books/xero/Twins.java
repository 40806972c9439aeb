package io.ledgersync.sandbox.books.xero;

import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.xero.documents.BankTransactions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Prepayments and overpayments that are shown as bank transactions too, under other ids: both end together. */
final class Twins {
    private static final String BANK = "BankTransaction";
    private static final List<String> ADVANCES = List.of("Prepayment", "Overpayment");

    private final Organisation books;

    Twins(Organisation books) {
        this.books = books;
    }

    /** Another record of the same thing. */
    record Twin(String sourceType, String id) {}

    /** The twin of a record; null when it has none. */
    @Nullable
    Twin of(String sourceType, String id, JsonNode json) {
        if (sourceType.equals(BANK)) {
            return ADVANCES.stream()
                    .filter(advance -> json.has(advance + "ID"))
                    .map(advance -> new Twin(advance, json.path(advance + "ID").asString()))
                    .findFirst()
                    .orElse(null);
        }
        int index = ADVANCES.contains(sourceType) ? books.shelf(sourceType).baseIndex(id) : -1;
        if (index < 0 || !(books.shelf(BANK).base() instanceof BankTransactions generated)) {
            return null;
        }
        String twin = books.shelf(BANK).idAt(generated.of(sourceType, index));
        return twin == null ? null : new Twin(BANK, twin);
    }
}
