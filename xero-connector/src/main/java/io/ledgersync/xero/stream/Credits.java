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
        return Credit.newBuilder()
                .setKind(kind)
                .setDirection(direction)
                .setNumber(credit.text(numberField))
                .setStatus(Words.known(credit, "Status", Words.DOCUMENT_STATES))
                .setContactId(contact.text("ContactID"))
                .setContactName(contact.text("Name"))
                .setDate(XeroDates.date(credit, "Date"))
                .setCurrency(credit.text("CurrencyCode"))
                .setExchangeRate(Rates.of(credit))
                .setSubTotal(credit.amount("SubTotal"))
                .setTotalTax(credit.amount("TotalTax"))
                .setTotal(credit.amount("Total"))
                .setRemaining(credit.amount("RemainingCredit"))
                .setReference(credit.text("Reference"))
                .setLines(Lines.of(credit))
                .setAllocations(Lines.allocations(credit))
                .setAmountsIncludeTax(Taxes.included(credit))
                .setTaxes(Taxes.of(credit))
                .build();
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
