package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Dimension;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboList;
import java.util.List;

/** Departments, which users call locations: the other of the client's own dimensions. */
final class Departments {
    static final QboList LIST =
            QboList.of("Department", QboList.Content.NAMES, LedgerKind.DIMENSION, Departments::read);

    private Departments() {}

    private static Dimension read(Fields value) {
        return new Dimension(
                value.textOrEmpty("Name"), References.active(value), References.id(value, "ParentRef"), List.of());
    }
}
