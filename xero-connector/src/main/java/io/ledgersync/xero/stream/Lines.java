package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.Allocation;
import io.ledgersync.contract.ledger.DocumentLine;
import io.ledgersync.contract.ledger.Tracking;
import io.ledgersync.kit.reading.Fields;
import java.util.ArrayList;
import java.util.List;

/** What documents of several kinds have in common: lines, their dimensions, and what they settle. */
final class Lines {
    private Lines() {}

    /** The lines of a document. */
    static List<DocumentLine> of(Fields document) {
        return document.list("LineItems").stream()
                .map(line -> DocumentLine.newBuilder()
                        .setId(line.text("LineItemID"))
                        .setDescription(line.text("Description"))
                        .setQuantity(line.amount("Quantity"))
                        .setUnitAmount(line.amount("UnitAmount"))
                        .setAmount(line.amount("LineAmount"))
                        .setTaxAmount(line.amount("TaxAmount"))
                        .setTaxCode(line.text("TaxType"))
                        .setAccountId(line.text("AccountID"))
                        .setAccountCode(line.text("AccountCode"))
                        .setItemId(line.object("Item").text("ItemID"))
                        .setTracking(tracking(line, "Tracking"))
                        .build())
                .toList();
    }

    /** The dimensions of a line. */
    static List<Tracking> tracking(Fields line, String array) {
        return line.list(array).stream()
                .map(option -> new Tracking(
                        option.textOrEmpty("Name"), option.textOrEmpty("Option"), option.text("TrackingOptionID")))
                .toList();
    }

    /** What a credit was used for; an allocation that was taken back is left out. */
    static List<Allocation> allocations(Fields credit) {
        List<Allocation> allocations = new ArrayList<>();
        for (Fields allocation : credit.list("Allocations")) {
            String invoice = allocation.object("Invoice").text("InvoiceID");
            if (invoice != null && !Boolean.TRUE.equals(allocation.flag("IsDeleted"))) {
                allocations.add(new Allocation("Invoice", invoice, allocation.amount("Amount")));
            }
        }
        return allocations;
    }
}
