package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Allocation;
import io.ledgersync.contract.ledger.Payment;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroDates;
import io.ledgersync.xero.ask.XeroList;
import java.util.ArrayList;
import java.util.List;

/** Payments of invoices and credits; they are created and deleted, never changed. */
final class Payments {
    static final XeroList LIST = XeroList.of("Payments", XeroList.Order.BY_CHANGE, LedgerKind.PAYMENT, Payments::read);

    private Payments() {}

    private static Payment read(Fields payment) {
        List<Allocation> allocations = new ArrayList<>(1);
        String currency = null;
        String contact = null;
        for (String document : List.of("Invoice", "CreditNote", "Prepayment", "Overpayment")) {
            Fields settled = payment.object(document);
            String id = settled.text(document + "ID");
            if (id != null) {
                allocations.add(new Allocation(document, id, payment.amount("Amount")));
                currency = currency == null ? settled.text("CurrencyCode") : currency;
                contact = contact == null ? settled.object("Contact").text("ContactID") : contact;
            }
        }
        return new Payment(
                flow(payment.textOrEmpty("PaymentType")),
                Words.known(payment, "Status", Words.POSTED_STATES),
                XeroDates.date(payment, "Date"),
                payment.amount("Amount"),
                currency,
                payment.amount("CurrencyRate"),
                payment.object("Account").text("AccountID"),
                contact,
                payment.text("Reference"),
                allocations);
    }

    /** A payment on a sales invoice comes in, one on a customer's credit goes out; purchases the other way round. */
    private static String flow(String type) {
        return switch (type) {
            case "ACCRECPAYMENT", "APCREDITPAYMENT", "APOVERPAYMENTPAYMENT", "APPREPAYMENTPAYMENT" -> "RECEIVE";
            case "ACCPAYPAYMENT", "ARCREDITPAYMENT", "AROVERPAYMENTPAYMENT", "ARPREPAYMENTPAYMENT" -> "SPEND";
            default -> "UNKNOWN";
        };
    }
}
