package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.Transfer;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboDates;
import java.math.BigDecimal;

/** Money moved between two of the client's own accounts. */
final class Movements {
    private Movements() {}

    /** A transfer between the accounts in the fields named. */
    static Transfer read(Fields movement, String fromField, String toField) {
        BigDecimal amount = movement.amount("Amount");
        boolean voided = References.voided(movement, amount != null && amount.signum() == 0);
        return new Transfer(
                voided ? "VOIDED" : "AUTHORISED",
                QboDates.date(movement, "TxnDate"),
                amount,
                References.currency(movement),
                References.rate(movement),
                References.id(movement, fromField),
                References.id(movement, toField),
                null,
                movement.text("PrivateNote"));
    }
}
