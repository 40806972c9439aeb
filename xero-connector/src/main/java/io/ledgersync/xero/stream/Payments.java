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
        return Payment.newBuilder()
                .setDirection(flow(payment.textOrEmpty("PaymentType")))
                .setStatus(Words.known(payment, "Status", Words.POSTED_STATES))
                .setDate(XeroDates.date(payment, "Date"))
                .setAmount(payment.amount("Amount"))
                .setCurrency(currency)
                .setExchangeRate(Rates.of(payment))
                .setAccountId(payment.object("Account").text("AccountID"))
                .setContactId(contact)
                .setReference(payment.text("Reference"))
                .setAllocations(allocations)
                .build();
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
