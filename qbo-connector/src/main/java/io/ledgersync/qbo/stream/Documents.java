package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.Order;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboDates;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What documents of the same kind have in common, whichever list they stand in. */
final class Documents {
    private Documents() {}

    /** An invoice or bill of the party in the field named. */
    static Invoice invoice(String direction, Fields invoice, String partyField) {
        Totals totals = Totals.of(invoice);
        BigDecimal balance = invoice.amount("Balance");
        Fields party = invoice.object(partyField);
        return new Invoice(
                direction,
                invoice.text("DocNumber"),
                totals.status(balance),
                party.text("value"),
                party.text("name"),
                QboDates.date(invoice, "TxnDate"),
                QboDates.date(invoice, "DueDate"),
                References.currency(invoice),
                invoice.amount("ExchangeRate"),
                totals.net(),
                totals.tax(),
                totals.total(),
                balance,
                invoice.text("PrivateNote"),
                Lines.of(invoice));
    }

    /** A credit given to or by the party in the field named. */
    static Credit credit(String direction, Fields credit, String partyField) {
        Totals totals = Totals.of(credit);
        BigDecimal remaining = credit.amount(direction.equals("SALES") ? "RemainingCredit" : "Balance");
        Fields party = credit.object(partyField);
        return new Credit(
                "CREDIT_NOTE",
                direction,
                credit.text("DocNumber"),
                totals.status(remaining),
                party.text("value"),
                party.text("name"),
                QboDates.date(credit, "TxnDate"),
                References.currency(credit),
                credit.amount("ExchangeRate"),
                totals.net(),
                totals.tax(),
                totals.total(),
                remaining,
                credit.text("PrivateNote"),
                Lines.of(credit),
                Lines.allocations(credit));
    }

    /** Money that came into or left the account in one field, from or to the party in another. */
    static BankTransaction money(
            String direction, String type, Fields money, String accountField, @Nullable String partyField) {
        Totals totals = Totals.of(money);
        Fields party = money.object(partyField == null ? "EntityRef" : partyField);
        return new BankTransaction(
                direction,
                type,
                totals.status(),
                References.id(money, accountField),
                party.text("value"),
                party.text("name"),
                QboDates.date(money, "TxnDate"),
                References.currency(money),
                money.amount("ExchangeRate"),
                totals.net(),
                totals.tax(),
                totals.total(),
                money.text("DocNumber"),
                Lines.of(money));
    }

    /** A quote or purchase order. */
    static Order order(String kind, Fields order, String statusField, String partyField, String dueField) {
        Totals totals = Totals.of(order);
        Fields party = order.object(partyField);
        String status = order.text(statusField);
        return new Order(
                kind,
                order.text("DocNumber"),
                status == null ? "UNKNOWN" : status,
                party.text("value"),
                party.text("name"),
                QboDates.date(order, "TxnDate"),
                QboDates.date(order, dueField),
                References.currency(order),
                order.amount("ExchangeRate"),
                totals.net(),
                totals.tax(),
                totals.total(),
                order.text("PrivateNote"),
                Lines.of(order));
    }
}
