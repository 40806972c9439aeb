package io.ledgersync.sandbox.books.xero.lists;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import java.time.Instant;

/** The chart of accounts. */
public final class Accounts extends Kind {
    public Accounts(Book book) {
        super(book, "Account");
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        Chart.Role role = book.chart().role(index);
        boolean bank = role.type().equals("BANK");
        json.text("AccountID", id(index))
                .text("Code", book.chart().code(index))
                .text("Name", role.name())
                .text("Status", "ACTIVE")
                .text("Type", role.type())
                .text("TaxType", "NONE");
        if (bank) {
            json.text("BankAccountNumber", "2043107" + (1000 + index)).text("CurrencyCode", "GBP");
        } else {
            json.text("Description", role.name() + " of the business").text("SystemAccount", role.system());
        }
        json.text("Class", role.category())
                .flag("EnablePaymentsToAccount", bank)
                .flag("ShowInExpenseClaims", false)
                .text("BankAccountType", bank ? "BANK" : "")
                .text("ReportingCode", role.category().substring(0, 3))
                .text("ReportingCodeName", role.category())
                .flag("HasAttachments", false)
                .updated(made)
                .flag("AddToWatchlist", false);
    }
}
