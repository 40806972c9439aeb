package io.ledgersync.qbo.stream;

import io.ledgersync.contract.ledger.BankTransaction;
import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.Invoice;
import io.ledgersync.contract.ledger.Order;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.qbo.ask.QboDates;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What documents of the same kind have in common, whichever list they stand in. */
final class Documents {
    private Documents() {}

    /** An invoice or bill of the party in the field named. */
    static Invoice invoice(String direction, Fields invoice, String partyField) {
        Totals totals = Totals.of(invoice);
        BigDecimal balance = invoice.amount("Balance");
        Fields party = invoice.object(partyField);
        List<DocumentLine> lines = Lines.of(invoice);
        return Invoice.newBuilder()
                .setDirection(direction)
                .setNumber(invoice.text("DocNumber"))
                .setStatus(totals.status(balance))
                .setContactId(party.text("value"))
                .setContactName(party.text("name"))
                .setDate(QboDates.date(invoice, "TxnDate"))
                .setDueDate(QboDates.date(invoice, "DueDate"))
                .setCurrency(References.currency(invoice))
                .setExchangeRate(References.rate(invoice))
                .setSubTotal(totals.net())
                .setTotalTax(totals.tax())
                .setTotal(totals.total())
                .setAmountDue(balance)
                .setAmountSettled(totals.settled(balance))
                .setLines(lines)
                .setAmountsIncludeTax(Taxes.included(totals, lines))
                .setTaxes(Taxes.of(invoice))
                .setMemo(invoice.text("PrivateNote"))
                .build();
    }

    /** A credit given to or by the party in the field named. */
    static Credit credit(String direction, Fields credit, String partyField) {
        Totals totals = Totals.of(credit);
        BigDecimal remaining = credit.amount(direction.equals("SALES") ? "RemainingCredit" : "Balance");
        Fields party = credit.object(partyField);
        List<DocumentLine> lines = Lines.of(credit);
        return Credit.newBuilder()
                .setKind("CREDIT_NOTE")
                .setDirection(direction)
                .setNumber(credit.text("DocNumber"))
                .setStatus(totals.status(remaining))
                .setContactId(party.text("value"))
                .setContactName(party.text("name"))
                .setDate(QboDates.date(credit, "TxnDate"))
                .setCurrency(References.currency(credit))
                .setExchangeRate(References.rate(credit))
                .setSubTotal(totals.net())
                .setTotalTax(totals.tax())
                .setTotal(totals.total())
                .setRemaining(remaining)
                .setLines(lines)
                .setAllocations(Lines.allocations(credit))
                .setAmountsIncludeTax(Taxes.included(totals, lines))
                .setTaxes(Taxes.of(credit))
                .setMemo(credit.text("PrivateNote"))
                .build();
    }

    /** Money that came into or left the account in one field, from or to the party in another. */
    static BankTransaction money(
            String direction, String type, Fields money, String accountField, @Nullable String partyField) {
        Totals totals = Totals.of(money);
        Fields party = money.object(partyField == null ? "EntityRef" : partyField);
        List<DocumentLine> lines = Lines.of(money);
        return BankTransaction.newBuilder()
                .setDirection(direction)
                .setType(type)
                .setStatus(totals.status())
                .setBankAccountId(References.id(money, accountField))
                .setContactId(party.text("value"))
                .setContactName(party.text("name"))
                .setDate(QboDates.date(money, "TxnDate"))
                .setCurrency(References.currency(money))
                .setExchangeRate(References.rate(money))
                .setSubTotal(totals.net())
                .setTotalTax(totals.tax())
                .setTotal(totals.total())
                .setReference(money.text("PaymentRefNum"))
                .setLines(lines)
                .setAmountsIncludeTax(Taxes.included(totals, lines))
                .setTaxes(Taxes.of(money))
                .setMemo(money.text("PrivateNote"))
                .setNumber(money.text("DocNumber"))
                .build();
    }

    /** A quote or purchase order. */
    static Order order(String kind, Fields order, String statusField, String partyField, String dueField) {
        Totals totals = Totals.of(order);
        Fields party = order.object(partyField);
        String status = order.text(statusField);
        List<DocumentLine> lines = Lines.of(order);
        return Order.newBuilder()
                .setKind(kind)
                .setNumber(order.text("DocNumber"))
                .setStatus(status == null ? "UNKNOWN" : status)
                .setContactId(party.text("value"))
                .setContactName(party.text("name"))
                .setDate(QboDates.date(order, "TxnDate"))
                .setDueDate(QboDates.date(order, dueField))
                .setCurrency(References.currency(order))
                .setExchangeRate(References.rate(order))
                .setSubTotal(totals.net())
                .setTotalTax(totals.tax())
                .setTotal(totals.total())
                .setLines(lines)
                .setAmountsIncludeTax(Taxes.included(totals, lines))
                .setTaxes(Taxes.of(order))
                .setMemo(order.text("PrivateNote"))
                .build();
    }
}
