package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Dimension;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;
import java.util.List;

/** Classes: one of the client's two own dimensions. */
final class Classes {
    static final QboList LIST = QboList.of("Class", QboList.Content.NAMES, LedgerKind.DIMENSION, Classes::read);

    private Classes() {}

    private static Dimension read(Fields value) {
        return new Dimension(
                value.textOrEmpty("Name"), References.active(value), References.id(value, "ParentRef"), List.of());
    }
}
