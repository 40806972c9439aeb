package io.ledgersync.sandbox.books.qbo.costs;

import io.ledgersync.sandbox.books.qbo.kind.Amounts;
import io.ledgersync.sandbox.books.qbo.kind.Book;
import io.ledgersync.sandbox.books.qbo.kind.Document;
import io.ledgersync.sandbox.books.qbo.kind.Json;
import io.ledgersync.sandbox.books.qbo.lists.Vendors;

/** A document that charges accounts with what a vendor delivered. */
abstract class Cost extends Document {
    final Vendors vendors;

    Cost(Book book, String sourceType) {
        super(book, sourceType);
        vendors = new Vendors(book);
    }

    @Override
    protected final String partyType() {
        return "Vendor";
    }

    @Override
    protected final int account(int index, int line) {
        return cost(index, line);
    }

    final void lines(int index, Json json) {
        Amounts amounts = amounts(index);
        json.array("Line");
        for (int line = 0; line < Amounts.LINES; line++) {
            json.open()
                    .text("Id", Integer.toString(line + 1))
                    .text("Description", description(index, line))
                    .money("Amount", amounts.line(line))
                    .text("DetailType", "AccountBasedExpenseLineDetail")
                    .object("AccountBasedExpenseLineDetail");
            book.chart().reference("AccountRef", account(index, line), json);
            label("Class", "ClassRef", index, 40 + line, json);
            json.text("BillableStatus", "NotBillable")
                    .object("TaxCodeRef")
                    .text("value", "NON")
                    .close()
                    .close()
                    .close();
        }
        json.end();
    }
}
