package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Credit;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;

/** What credit notes, prepayments and overpayments have in common. */
final class Credits {
    private Credits() {}

    /** A credit whose number stands in the field named. */
    static Credit read(String kind, String direction, Fields credit, String numberField) {
        Fields contact = credit.object("Contact");
        return new Credit(
                kind,
                direction,
                credit.text(numberField),
                Words.known(credit, "Status", Words.DOCUMENT_STATES),
                contact.text("ContactID"),
                contact.text("Name"),
                XeroDates.date(credit, "Date"),
                credit.text("CurrencyCode"),
                credit.amount("CurrencyRate"),
                credit.amount("SubTotal"),
                credit.amount("TotalTax"),
                credit.amount("Total"),
                credit.amount("RemainingCredit"),
                credit.text("Reference"),
                Lines.of(credit),
                Lines.allocations(credit));
    }

    /** Money received in advance is owed to a customer, money spent in advance by a supplier. */
    static String direction(Fields prepaid) {
        String type = prepaid.textOrEmpty("Type");
        return switch (Words.flow(type)) {
            case "RECEIVE" -> "SALES";
            case "SPEND" -> "PURCHASE";
            default -> Words.direction(type);
        };
    }
}
