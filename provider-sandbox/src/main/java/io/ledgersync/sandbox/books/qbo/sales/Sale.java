package io.ledgersync.sandbox.books.qbo.sales;

import io.ledgersync.sandbox.books.qbo.kind.Amounts;
import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Chart;
import io.ledgersync.sandbox.books.qbo.kind.Document;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.lists.Customers;
import io.ledgersync.sandbox.books.qbo.lists.Items;

/** A document that sells items to a customer, or takes them back. */
abstract class Sale extends Document {
    private static final int ONE_TAXED_IN = 3;

    private final Customers customers;
    private final Items items;

    Sale(Book book, String sourceType) {
        super(book, sourceType);
        customers = new Customers(book);
        items = new Items(book);
    }

    @Override
    protected final String partyType() {
        return "Customer";
    }

    @Override
    protected final int account(int index, int line) {
        return Chart.SALES;
    }

    @Override
    protected final boolean taxable(int index) {
        return book.taxed() && index % ONE_TAXED_IN == 1;
    }

    /** The lines, their tax, and whose they are. */
    final void lines(int index, Json json) {
        Amounts amounts = amounts(index);
        json.array("Line");
        for (int line = 0; line < Amounts.LINES; line++) {
            line(index, line, amounts, json);
        }
        json.open()
                .money("Amount", amounts.net())
                .text("DetailType", "SubTotalLineDetail")
                .object("SubTotalLineDetail")
                .close()
                .close()
                .end()
                .object("TxnTaxDetail");
        if (amounts.taxed()) {
            json.object("TxnTaxCodeRef").text("value", "2").close();
        }
        json.money("TotalTax", amounts.tax());
        if (amounts.taxed()) {
            json.array("TaxLine")
                    .open()
                    .money("Amount", amounts.tax())
                    .text("DetailType", "TaxLineDetail")
                    .object("TaxLineDetail")
                    .object("TaxRateRef")
                    .text("value", "1")
                    .close()
                    .flag("PercentBased", true)
                    .whole("TaxPercent", Amounts.TAX_PERCENT)
                    .money("NetAmountTaxable", amounts.net())
                    .close()
                    .close()
                    .end();
        }
        json.close();
        customers.reference(party(index), json);
        customers.addressOf(party(index), json);
    }

    private void line(int index, int line, Amounts amounts, Json json) {
        json.open()
                .text("Id", Integer.toString(line + 1))
                .whole("LineNum", line + 1L)
                .text("Description", description(index, line))
                .money("Amount", amounts.line(line))
                .text("DetailType", "SalesItemLineDetail")
                .object("SalesItemLineDetail");
        items.reference(numbers.below(Math.max(1, items.size()), index, 30 + line), json);
        json.money("UnitPrice", amounts.unit(line)).whole("Qty", amounts.quantity(line));
        book.chart().reference("ItemAccountRef", account(index, line), json);
        label("Class", "ClassRef", index, 40 + line, json);
        json.object("TaxCodeRef")
                .text("value", amounts.taxed() ? "TAX" : "NON")
                .close()
                .close()
                .close();
    }
}
