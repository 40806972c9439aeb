package io.ledgersync.qbo.map;

import io.ledgersync.kit.Entity;
import io.ledgersync.kit.reading.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * QuickBooks' invoices, payments and purchases as entities. It has no status: a void has no amount left and says so in
 * its note.
 */
final class QboDocuments {
    private QboDocuments() {}

    static Entity invoice(Fields invoice) {
        BigDecimal total = invoice.decimal("TotalAmt");
        BigDecimal tax = invoice.object("TxnTaxDetail").decimal("TotalTax");
        BigDecimal balance = invoice.decimal("Balance");
        Fields customer = invoice.object("CustomerRef");
        String status = balance != null && balance.signum() == 0 ? "PAID" : "AUTHORISED";
        return new Entity.Invoice(
                "SALES",
                invoice.text("DocNumber"),
                voided(invoice, total) ? "VOIDED" : status,
                customer.text("value"),
                customer.text("name"),
                QboRecords.date(invoice, "TxnDate"),
                QboRecords.date(invoice, "DueDate"),
                QboRecords.currency(invoice),
                invoice.decimal("ExchangeRate"),
                net(total, tax),
                tax,
                total,
                balance,
                invoice.text("PrivateNote"),
                QboLines.of(invoice));
    }

    static Entity purchase(Fields purchase) {
        BigDecimal total = purchase.decimal("TotalAmt");
        BigDecimal tax = purchase.object("TxnTaxDetail").decimal("TotalTax");
        Fields party = purchase.object("EntityRef");
        String type = purchase.text("PaymentType");
        return new Entity.BankTransaction(
                // The refund of a card comes as a purchase too.
                Boolean.TRUE.equals(purchase.flag("Credit")) ? "RECEIVE" : "SPEND",
                type == null ? "UNKNOWN" : type,
                voided(purchase, total) ? "VOIDED" : "AUTHORISED",
                QboRecords.reference(purchase, "AccountRef"),
                party.text("value"),
                party.text("name"),
                QboRecords.date(purchase, "TxnDate"),
                QboRecords.currency(purchase),
                purchase.decimal("ExchangeRate"),
                net(total, tax),
                tax,
                total,
                purchase.text("DocNumber"),
                QboLines.of(purchase));
    }

    static Entity payment(Fields payment) {
        BigDecimal total = payment.decimal("TotalAmt");
        List<Entity.Allocation> allocations = new ArrayList<>();
        for (Fields line : payment.list("Line")) {
            List<Fields> linked = line.list("LinkedTxn");
            for (Fields document : linked) {
                String id = document.text("TxnId");
                if (id != null) {
                    allocations.add(new Entity.Allocation(
                            document.textOrEmpty("TxnType"), id, linked.size() == 1 ? line.decimal("Amount") : null));
                }
            }
        }
        return new Entity.Payment(
                "RECEIVE",
                voided(payment, total) ? "VOIDED" : "AUTHORISED",
                QboRecords.date(payment, "TxnDate"),
                total,
                QboRecords.currency(payment),
                payment.decimal("ExchangeRate"),
                QboRecords.reference(payment, "DepositToAccountRef"),
                QboRecords.reference(payment, "CustomerRef"),
                payment.text("PaymentRefNum"),
                allocations);
    }

    static boolean voided(Fields transaction, @Nullable BigDecimal total) {
        String note = transaction.textOrEmpty("PrivateNote").toLowerCase(Locale.ROOT);
        return total != null && total.signum() == 0 && note.startsWith("voided");
    }

    private static @Nullable BigDecimal net(@Nullable BigDecimal total, @Nullable BigDecimal tax) {
        return total == null || tax == null ? total : total.subtract(tax);
    }
}
