package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.ReferenceData;
import io.ledgersync.kit.reading.Fields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What QuickBooks' records have in common: references, currency, whether they are active or voided. */
final class References {
    private References() {}

    /** The id that a reference names; null when there is none. */
    static @Nullable String id(Fields fields, String name) {
        return fields.object(name).text("value");
    }

    /** The currency of a record; null means the company's own. */
    static @Nullable String currency(Fields fields) {
        return id(fields, "CurrencyRef");
    }

    /** A name is never deleted but made inactive. */
    static String active(Fields name) {
        Boolean active = name.flag("Active");
        return active == null ? "UNKNOWN" : active ? "ACTIVE" : "ARCHIVED";
    }

    /** An entry of a list that means no more than its name. */
    static ReferenceData named(Fields entry, String nameField) {
        Boolean active = entry.flag("Active");
        return new ReferenceData(
                entry.textOrEmpty(nameField), null, Boolean.FALSE.equals(active) ? "ARCHIVED" : "ACTIVE");
    }

    /** Its note begins so; QuickBooks has no status that says it. */
    static boolean noteSaysVoided(Fields transaction) {
        return transaction.textOrEmpty("PrivateNote").toLowerCase(Locale.ROOT).startsWith("voided");
    }
}
